//! A summary of a journal, in a form of its own: it does not change when the state does.

use meeting::agenda::{ItemState, Phase};
use meeting::{Meeting, attendance, minutes, poll, projector, speakers};
use serde::{Deserialize, Serialize};

/// What there must be in a meeting that was rebuilt.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    position: u64,
    code: String,
    title: String,
    venue: String,
    chairs: Vec<String>,
    phase: String,
    /// When the meeting was opened and closed, on the wall's clock.
    open: [String; 2],
    /// "1 done Khai mạc", in order.
    items: Vec<String>,
    /// "#3 spoken (phone) Nguyễn Văn An", in the order they came.
    requests: Vec<String>,
    speeches: Vec<SpeechSummary>,
    /// "1: …", by speech.
    opinions: Vec<String>,
    /// "item 4: …", in order.
    minutes: Vec<String>,
    tally: Option<TallySummary>,
    /// What came other ways than from phones; journals from before there were any say nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channels: Option<ChannelsSummary>,
    /// Named people, residents and officials in all.
    attendance: [u32; 3],
    pinned: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SpeechSummary {
    name: String,
    purpose: String,
    item: Option<u32>,
    request: Option<u32>,
    spoken_seconds: i64,
    given_seconds: i64,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TallySummary {
    counts: Vec<u32>,
    remarks: Vec<String>,
    shown: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ChannelsSummary {
    /// "1 discarded", in order.
    polls: Vec<String>,
    /// Ballots, people present, paper ballots issued, openings of the tablet.
    figures: [u32; 4],
    /// "phone+tablet 6: 3 2 1", in order.
    apart: Vec<String>,
    /// Returned, invalid, and who entered and confirmed it.
    #[serde(rename = "papers")]
    paper_ballots: Option<(u32, u32, String, String)>,
    /// What the hall may read.
    words: Vec<String>,
}

impl ChannelsSummary {
    fn of(meeting: &Meeting) -> Option<Self> {
        let poll =
            meeting.polls.current().filter(|poll| poll.paper_ballots.issued() + poll.times_opened > 0)?;
        let tally = poll.tally.clone().unwrap_or_default();
        let apart = |apart: &poll::Apart| {
            let channels: Vec<_> = apart.channels.iter().map(|channel| channel.name()).collect();
            let ticks: Vec<_> = apart.counts[0].ticks.iter().map(u32::to_string).collect();
            format!("{} {}: {}", channels.join("+"), apart.ballots, ticks.join(" "))
        };
        let named = |signed: &poll::Signed| format!("{} ({})", signed.name, signed.place);
        let paper_ballots = poll.paper_ballots.entry.as_ref().map(|entry| {
            let confirmed = entry.confirmed.as_ref().map(named).unwrap_or_default();
            (entry.returned, entry.invalid, named(&entry.entered), confirmed)
        });
        let words =
            |(question, words): &(u32, u32)| tally.counts[*question as usize].words[*words as usize].clone();
        Some(Self {
            polls: meeting.polls.all.iter().map(|poll| format!("{} {:?}", poll.id, poll.state)).collect(),
            figures: [tally.ballots, poll.present, poll.paper_ballots.issued(), poll.times_opened],
            apart: tally.apart.iter().map(apart).collect(),
            paper_ballots,
            words: poll.published.iter().map(words).collect(),
        })
    }
}

impl Summary {
    /// What a meeting says.
    pub(crate) fn of(meeting: &Meeting) -> Self {
        let Meeting { details, agenda, speakers, opinions, .. } = meeting;
        let clock = |at: Option<meeting::Moment>| {
            at.map(|at| at.in_hall().format("%d/%m/%Y %H:%M:%S").to_string()).unwrap_or_default()
        };
        let item = |(number, item): (u32, &meeting::agenda::Item)| {
            format!("{number} {} {}", item_state(item.state), item.text.title)
        };
        let opinion =
            |opinion: &meeting::opinions::Opinion| format!("{}: {}", opinion.speech, opinion.text.text());
        let named = u32::try_from(meeting.attendance.named.len()).unwrap();
        let attendance: &attendance::Attendance = &meeting.attendance;
        Self {
            position: meeting.position,
            code: meeting.code.clone(),
            title: details.title.clone(),
            venue: details.venue.clone(),
            chairs: details.chairs.clone(),
            phase: phase(agenda.phase).to_owned(),
            open: [clock(agenda.opened), clock(agenda.closed)],
            items: (1..).zip(&agenda.items).map(item).collect(),
            requests: speakers.requests.values().map(request).collect(),
            speeches: speakers.speeches.iter().map(speech).collect(),
            opinions: opinions.all.iter().map(opinion).collect(),
            minutes: meeting.minutes.entries.iter().map(entry).collect(),
            tally: meeting.polls.current().and_then(|poll| {
                let [scale, words] = poll.tally.as_ref()?.counts.as_slice() else { return None };
                let (counts, remarks) = (scale.ticks.clone(), words.words.clone());
                Some(TallySummary { counts, remarks, shown: poll.shown })
            }),
            channels: ChannelsSummary::of(meeting),
            attendance: [named, attendance.all_residents(), attendance.all_officials()],
            pinned: matches!(meeting.projector, projector::Projector { pinned: Some(_) }),
        }
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "prepared",
        Phase::Open => "open",
        Phase::Closed => "closed",
    }
}

fn item_state(state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => "pending",
        ItemState::Running => "running",
        ItemState::Done => "done",
        ItemState::Skipped => "skipped",
    }
}

fn request(request: &speakers::Request) -> String {
    let state = match request.state {
        speakers::RequestState::Waiting => "waiting",
        speakers::RequestState::Speaking => "speaking",
        speakers::RequestState::Spoken => "spoken",
        speakers::RequestState::Withdrawn => "withdrawn",
        speakers::RequestState::Called => "called",
        speakers::RequestState::Absent => "absent",
        speakers::RequestState::Merged(_) => "merged",
    };
    let source = match request.source {
        speakers::Source::Before => "before",
        speakers::Source::Desk => "desk",
        speakers::Source::Phone => "phone",
    };
    let speakers::Speaker { name, hamlet, on_behalf, subject, .. } = &request.speaker;
    format!("#{} {state} ({source}) {name} | {hamlet} | {on_behalf} | {subject}", request.id)
}

fn speech(speech: &speakers::Speech) -> SpeechSummary {
    let purpose = match speech.purpose {
        speakers::Purpose::Opinion => "opinion",
        speakers::Purpose::Answer => "answer",
        speakers::Purpose::FollowUp => "follow-up",
    };
    SpeechSummary {
        name: format!("{} | {}", speech.name, speech.hamlet),
        purpose: purpose.to_owned(),
        item: speech.item.map(|item| item.0),
        request: speech.request.map(|request| request.0),
        spoken_seconds: speech.spoken_ms(speech.ended.unwrap()) / 1000,
        given_seconds: speech.allotted_ms / 1000,
    }
}

fn entry(entry: &minutes::Entry) -> String {
    let fact = match entry.fact {
        minutes::Fact::Written(written) => format!("written {written}"),
        minutes::Fact::MeetingOpened => "opened".to_owned(),
        minutes::Fact::Item(id) => format!("item {id}"),
        minutes::Fact::ItemSkipped(id) => format!("skipped {id}"),
        minutes::Fact::Speech(id) => format!("speech {id}"),
        minutes::Fact::PollOpened(_) => "poll opened".to_owned(),
        minutes::Fact::PollClosed(_) => "poll closed".to_owned(),
        minutes::Fact::PollReopened(_) => "poll reopened".to_owned(),
        minutes::Fact::PollDiscarded(_) => "poll discarded".to_owned(),
        minutes::Fact::MeetingClosed => "closed".to_owned(),
        minutes::Fact::Note => "note".to_owned(),
    };
    format!("{fact}: {}", entry.text.text())
}
