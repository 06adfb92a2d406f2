//! Inviting an answer, or anyone else who is not on the list.

use leptos::prelude::*;
use meeting::agenda::ItemKind;
use meeting::speakers::{Command, Purpose, Speaker};
use meeting::{letters, validate};

use super::ChairUi;
use crate::components::{Act, Choice, Field, For, Form, KeyHint};
use crate::live::Live;

/// Names of the two forms.
pub(super) const ANSWER_FORM: &str = "answer";
pub(super) const INVITE_FORM: &str = "invite";

/// Most names offered at one tap.
const OFFERED: usize = 8;

/// The speaker meant by what the office wrote of them: name, then post, as in “Ông Trần Văn Thành, Bí thư Đảng ủy xã”.
#[must_use]
pub fn as_speaker(written: &str) -> Speaker {
    let (name, post) = written.split_once(',').unwrap_or((written, ""));
    Speaker { name: name.trim().to_owned(), hamlet: post.trim().to_owned(), ..Speaker::default() }
}

/// Those who are offered to answer: who leads the item, who answered before, who chairs, who leads items of answers;
/// each once.
#[must_use]
pub fn offered(lead: &str, answered: &[Speaker], chairs: &[String], leads: &[String]) -> Vec<Speaker> {
    let chairs = chairs.iter().map(|written| as_speaker(written));
    let leads = leads.iter().map(|written| as_speaker(written));
    let all = std::iter::once(as_speaker(lead)).chain(answered.iter().cloned()).chain(chairs).chain(leads);
    let mut offered: Vec<Speaker> = Vec::new();
    for one in all.filter(|one| !one.name.is_empty()) {
        if !offered.iter().any(|known| letters::sameness(&known.name) == letters::sameness(&one.name)) {
            offered.push(one);
        }
    }
    offered.truncate(OFFERED);
    offered
}

/// Offers those who may answer, at one tap each, and a form for anyone else.
#[component]
pub fn Answer(
    /// Called once the floor is given.
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, c) = (live.words(), live.chair_words());
    let heard = Memo::new(move |_| {
        live.floor.with(|floor| floor.heard.as_ref().map(|heard| (heard.id, heard.name.clone())))
    });
    let about = move || heard.with_untracked(|heard| heard.as_ref().map(|(id, _)| *id));
    let question = move || {
        heard.with(|heard| match heard {
            Some((_, name)) => (c.answer_to)(name),
            None => c.answer_anyone.to_owned(),
        })
    };
    let names = Memo::new(move |_| {
        let lead =
            live.floor.with(|floor| floor.item.as_ref().map(|item| item.lead.clone()).unwrap_or_default());
        let leads = live.agenda.with(|panel| {
            let of_answers = panel.items.iter().filter(|item| item.kind == ItemKind::Answer);
            of_answers.map(|item| item.lead.clone()).collect::<Vec<_>>()
        });
        live.head.with(|head| ui.answered.with(|answered| offered(&lead, answered, &head.chairs, &leads)))
    });
    let invite = move |speaker: Speaker| Command::InviteToSpeak {
        speaker,
        purpose: Purpose::Answer,
        seconds: None,
        about: about(),
    };
    let button = move |speaker: Speaker| {
        let (label, post) = (speaker.name.clone(), speaker.hamlet.clone());
        let hint = (!post.is_empty()).then(|| Signal::stored(format!("{label}, {post}")));
        view! {
            <Act
                testid="answer-name"
                class="answer-name"
                label=label
                title=hint.unwrap_or_default()
                ask=move |()| Some(invite(speaker.clone()).into())
            />
        }
    };
    let (name, agency) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(ANSWER_FORM).field("name", name).field("agency", agency).begin();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let speaker =
            Speaker { name: name.get_untracked(), hamlet: agency.get_untracked(), ..Speaker::default() };
        form.send(invite(speaker), move |answered| {
            if answered.is_over() {
                done();
            }
        });
    };
    view! {
        <div class="answer" data-testid="answer-panel">
            <div class="answer-head">
                <p class="count grow">{question}</p>
                <button
                    type="button"
                    class="button quiet"
                    data-testid="answer-close"
                    data-key="A"
                    aria-keyshortcuts="A"
                    on:click=move |_| {
                        form.revert();
                        done();
                    }
                >
                    {t.cancel}
                    <KeyHint key=Some("A") />
                </button>
            </div>
            <div class="actions answer-names">
                <For each=move || names.get() key=|one| (one.name.clone(), one.hamlet.clone()) children=button />
            </div>
            <form class="form invite answer-form" on:submit=submit>
                <Field testid="answer-other" label=c.answer_other value=name most=validate::NAME />
                <Field testid="answer-agency" label=t.agency value=agency list="hamlets" most=validate::NAME />
                <button type="submit" class="button strong" data-testid="answer-invite">
                    {t.give_floor}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// The form to invite anyone who is not on the list.
#[component]
pub fn Invite(
    /// Called once the floor is given.
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let (name, agency) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let purpose = RwSignal::new("answer".to_owned());
    let form =
        Form::new(INVITE_FORM).field("name", name).field("agency", agency).field("purpose", purpose).begin();
    let purposes = [Purpose::Answer, Purpose::FollowUp, Purpose::Opinion];
    let key = |purpose| match purpose {
        Purpose::Answer => "answer",
        Purpose::FollowUp => "follow-up",
        Purpose::Opinion => "opinion",
    };
    let options = purposes.map(|purpose| (key(purpose), (common.purpose)(purpose).to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let speaker =
            Speaker { name: name.get_untracked(), hamlet: agency.get_untracked(), ..Speaker::default() };
        let chosen = purpose.with_untracked(|purpose| purposes.into_iter().find(|one| key(*one) == purpose));
        let purpose = chosen.unwrap_or(Purpose::Answer);
        form.send(Command::InviteToSpeak { speaker, purpose, seconds: None, about: None }, move |answered| {
            if answered.is_over() {
                done();
            }
        });
    };
    view! {
        <form class="form invite" on:submit=submit>
            <Field testid="invite-name" label=t.name value=name most=validate::NAME />
            <Field testid="invite-agency" label=t.agency value=agency list="hamlets" most=validate::NAME />
            <Choice testid="invite-purpose" label=t.purpose value=purpose options=options.to_vec() />
            <button type="submit" class="button strong" data-testid="invite">
                {t.invite}
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_post_are_told_apart() {
        let thanh = as_speaker("Ông Trần Văn Thành, Bí thư Đảng ủy, Chủ tịch HĐND xã");
        assert_eq!(
            (thanh.name.as_str(), thanh.hamlet.as_str()),
            ("Ông Trần Văn Thành", "Bí thư Đảng ủy, Chủ tịch HĐND xã")
        );
        assert_eq!(as_speaker("Công an xã").name, "Công an xã");
    }

    #[test]
    fn everyone_is_offered_once_the_likeliest_first() {
        let chairs = ["Ông Trần Văn Thành, Bí thư".to_owned(), "Bà Lê Thị Hạnh, Chủ tịch".to_owned()];
        let answered = [Speaker { name: "Ông Dũng".to_owned(), ..Speaker::default() }];
        let offered = offered("Bà Lê Thị Hạnh", &answered, &chairs, &["ông dũng".to_owned(), String::new()]);
        let names: Vec<_> = offered.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Bà Lê Thị Hạnh", "Ông Dũng", "Ông Trần Văn Thành"]);
    }
}
