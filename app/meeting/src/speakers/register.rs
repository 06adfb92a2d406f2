//! Puts people on the list: validates what is typed of them, tells namesakes apart, and takes many at once.

use std::collections::{BTreeMap, HashMap};

use super::{Event, MOST_AT_ONCE, PersonKey, Request, Source, Speaker, Speakers};
use crate::actor::Actor;
use crate::agenda::Phase;
use crate::id::{CardNumber, PersonId, RequestId};
use crate::refusal::{Field, Refusal, Thing};
use crate::time::Moment;
use crate::{Meeting, Place, contacts, validate};

impl Speakers {
    /// The index, among those who bear this name, of the person who asks. Who asks by a phone or a card of their own is
    /// who asked by it before; anyone else is whom staff saw last, unless they say that it is another.
    pub(super) fn which(&self, speaker: &Speaker, person: Option<PersonId>, is_another: bool) -> u32 {
        let key = speaker.name_key();
        let alike = self.requests.values().filter(|request| request.speaker.name_key() == key);
        which_of(&alike.collect::<Vec<_>>(), person, is_another)
    }

    /// Groups every request by name and hamlet: to be looked up for many people at once.
    fn by_name(&self) -> HashMap<PersonKey, Vec<&Request>> {
        let mut all: HashMap<PersonKey, Vec<&Request>> = HashMap::new();
        for request in self.requests.values() {
            all.entry(request.speaker.name_key()).or_default().push(request);
        }
        all
    }
}

/// The index of the person who asks among requests with one name: see [`Speakers::which`].
fn which_of(alike: &[&Request], person: Option<PersonId>, is_another: bool) -> u32 {
    let known = match person {
        Some(_) => alike.iter().find(|request| request.person == person),
        None if is_another => None,
        None => alike.last(),
    };
    let next = || alike.iter().map(|request| request.speaker.which + 1).max().unwrap_or(0);
    known.map_or_else(next, |request| request.speaker.which)
}

/// Validates a speaker as typed.
///
/// # Errors
/// Why it is refused, naming the field.
pub fn checked(speaker: &Speaker) -> Result<Speaker, Refusal> {
    Ok(Speaker {
        name: validate::line(&speaker.name, Field::Name, validate::NAME)?,
        hamlet: validate::optional_line(&speaker.hamlet, Field::Hamlet, validate::NAME)?,
        on_behalf: validate::optional_line(&speaker.on_behalf, Field::OnBehalf, validate::NAME)?,
        subject: validate::optional_line(&speaker.subject, Field::Subject, validate::TITLE)?,
        field: validate::optional_line(&speaker.field, Field::Topic, validate::TITLE)?,
        contact: validate::optional_line(&speaker.contact, Field::Contact, validate::NAME)?,
        kind: speaker.kind,
        card: None,
        which: 0,
    })
}

/// Returns the events by which someone goes on the list.
pub(super) fn registered(
    request: RequestId,
    person: Option<PersonId>,
    source: Source,
    speaker: Speaker,
) -> impl Iterator<Item = crate::state::Event> {
    let (speaker, contact) = apart(request, speaker);
    let registered = Event::SpeakerRegistered { request, person, source, speaker };
    [registered.into()].into_iter().chain(contact)
}

/// Splits a speaker into what goes on record and the event of their contact, if they give one. Whoever corrects a
/// request and says nothing leaves their contact as it is.
pub(super) fn apart(request: RequestId, mut speaker: Speaker) -> (Speaker, Option<crate::state::Event>) {
    let contact = std::mem::take(&mut speaker.contact);
    let left = (!contact.is_empty()).then(|| contacts::Event::ContactLeft { request, contact }.into());
    (speaker, left)
}

/// Refuses a card that staff typed if it is none, or if whoever holds it waits already with another request.
pub(super) fn checked_card(
    meeting: &Meeting,
    card: Option<CardNumber>,
    own: Option<RequestId>,
) -> Result<Option<CardNumber>, Refusal> {
    let Some(number) = card else { return Ok(None) };
    let holder = PersonId::of_card(number);
    if meeting.cards.get(number).is_none() {
        return Err(Refusal::NotFound { thing: Thing::Card });
    }
    if meeting.cards.is_void(holder) {
        return Err(Refusal::CardVoided);
    }
    let waits = meeting.speakers.request_of(holder);
    if waits.is_some_and(|request| Some(request.id) != own) {
        return Err(Refusal::CardWaits { card: number });
    }
    Ok(card)
}

/// The source of a request that staff make: before the meeting, or in the hall.
pub(super) fn source_of(meeting: &Meeting) -> Source {
    if meeting.agenda.phase == Phase::Prepared { Source::Before } else { Source::Desk }
}

/// Returns the events by which many go on the list at once, as a file names them.
pub(super) fn register_many(
    meeting: &Meeting,
    actor: Actor,
    (many, namesakes): (&[Speaker], &[u32]),
    now: Moment,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let speakers = &meeting.speakers;
    let source = source_of(meeting);
    validate::in_range(many.len() as i64, Field::Count, 1, MOST_AT_ONCE)?;
    let bound = source == Source::Desk && actor != Actor::Staff(Place::Chair);
    if bound {
        speakers.require_open(now)?;
    }
    speakers.require_room(many.len())?;
    let first = speakers.next_request().0;
    let known = speakers.by_name();
    let mut waits: BTreeMap<PersonKey, RequestId> = BTreeMap::new();
    for request in speakers.waiting() {
        waits.entry(request.speaker.name_key()).or_insert(request.id);
    }
    // How many of a name there are, once one was told apart from them.
    let mut apart: BTreeMap<PersonKey, u32> = BTreeMap::new();
    let register = |(index, speaker): (u32, &Speaker)| {
        let request = RequestId(first + index);
        let is_another = namesakes.contains(&index);
        let mut speaker = checked(speaker)?;
        let alike = speaker.name_key();
        if let Some(waits) = waits.get(&alike).filter(|_| !is_another) {
            return Err(Refusal::SameName { request: *waits });
        }
        let which = which_of(known.get(&alike).map_or(&[], Vec::as_slice), None, is_another);
        speaker.which = if is_another {
            // In the list or in the same file: the first of them is counted too.
            let among = waits.contains_key(&alike).into();
            let next = apart.get(&alike).map_or(which.max(among), |last| last + 1);
            apart.insert(alike.clone(), next);
            next
        } else {
            which
        };
        waits.entry(alike).or_insert(request);
        if bound {
            speakers.require_turn(&speaker)?;
        }
        Ok(registered(request, None, source, speaker))
    };
    let registered: Vec<_> = (0..).zip(many).map(register).collect::<Result<_, Refusal>>()?;
    Ok(registered.into_iter().flatten().collect())
}
