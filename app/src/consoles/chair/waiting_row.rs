//! A row of the chair's list of speakers: one person, with what the chair does most.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::attendance::Kind;
use meeting::panel::Waiting;
use meeting::speakers::Command;

use super::dialog::{Dialog, Opens};
use crate::components::{Act, Grip, Reorder};
use crate::live::Live;
use crate::text::chair::Chair;
use crate::text::common::Common;
use crate::text::staff;

/// Marks for what there is to know of someone beside name, hamlet and subject: class and a few words each.
#[must_use]
pub fn marks(one: &Waiting, t: &Chair, common: &Common) -> Vec<(&'static str, String)> {
    let mut marks = Vec::new();
    if one.called {
        marks.push(("called", format!("● {}", t.called)));
    }
    let Some(detail) = &one.staff else { return marks };
    if detail.card_voided {
        marks.push(("card-voided", t.card_voided.to_owned()));
    }
    let turn = match detail.spoken {
        0 => ("first", t.first_time.to_owned()),
        spoken => ("again", (t.nth_time)(spoken + 1)),
    };
    marks.push(turn);
    if detail.kind == Kind::Official {
        marks.push(("official", t.official.to_owned()));
    }
    if let Some(seconds) = detail.seconds {
        marks.push(("time", (t.own_time)(&(common.duration)(i64::from(seconds) * 1000))));
    }
    if !detail.field.is_empty() {
        marks.push(("field", detail.field.clone()));
    }
    if !detail.agreeing.is_empty() {
        marks.push(("agreeing", (t.agree_count)(detail.agreeing.len())));
    }
    if let Some(namesake) = detail.namesake {
        marks.push(("namesake", (t.namesake)(&namesake.to_string())));
    }
    if detail.pinned {
        marks.push(("by-hand", t.pinned.to_owned()));
    }
    marks
}

/// The row of one person who waits.
#[component]
pub fn WaitingRow(
    /// The request.
    request: RequestId,
    /// The reordering of the list it is a row of.
    reorder: Reorder,
) -> AnyView {
    let live = Live::here();
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let row = request.0;
    let person = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().find(|one| one.request == request).cloned())
    });
    let name =
        Memo::new(move |_| person.with(|one| one.as_ref().map(|one| one.name.clone()).unwrap_or_default()));
    let number = move || person.with(|one| one.as_ref().map(Waiting::number));
    let called = Memo::new(move |_| person.with(|one| one.as_ref().is_some_and(|one| one.called)));
    let about = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let behalf =
                one.staff.as_ref().map(|detail| &detail.on_behalf).filter(|behalf| !behalf.is_empty());
            let card = one.card.map(|card| (staff::of(live.lang).card_of)(card.0));
            let parts = [card, Some(one.hamlet.clone()), behalf.map(|behalf| (t.behalf_of)(behalf))];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            Some(parts.join(" · "))
        })
    };
    let subject = move || {
        person.with(|one| {
            let subject = one.as_ref()?.staff.as_ref()?.subject.clone();
            (!subject.is_empty())
                .then(|| view! { <p class="subject" title=subject.clone()>{subject.clone()}</p> })
        })
    };
    let marks = move || {
        let marks = person.with(|one| one.as_ref().map(|one| marks(one, c, common)).unwrap_or_default());
        let mark = |(kind, words)| view! { <li class="mark" data-mark=kind>{words}</li> };
        marks.into_iter().map(mark).collect_view()
    };
    view! {
        <li
            class="waiting"
            data-testid="waiting"
            data-request=request.to_string()
            data-row=row.to_string()
            data-called=move || called.get().then_some("true")
            class:lifted=move || reorder.is_lifted(row)
            class:drop-behind=move || reorder.drops_behind(Some(row))
        >
            <Grip reorder=reorder row=row />
            <span class="number">{number}</span>
            <div class="who">
                <p class="name" title=name>{name}</p>
                <p class="about" title=about>{about}</p>
                {subject}
                <ul class="marks" data-testid="marks">{marks}</ul>
            </div>
            <div class="row-actions">
                <Act
                    testid="give-floor"
                    key="G"
                    label=t.give_floor
                    hint=Signal::derive(move || (c.invite_of)(&name.get()))
                    ask=move |()| Some(Command::GiveFloor { request, seconds: None }.into())
                />
                <Opens
                    testid="waiting-more"
                    class="sign"
                    label="⋯"
                    hint=Signal::derive(move || (c.more_of)(&name.get()))
                    key="D"
                    dialog=Dialog::Waiting(request)
                />
            </div>
            // For the keys alone: whoever points finds them behind ⋯.
            <div class="folded">
                <span class:hidden=called>
                    <Act
                        testid="row-call"
                        key="C"
                        label=c.call
                        ask=move |()| Some(Command::CallSpeaker { request }.into())
                    />
                </span>
                <Act
                    testid="row-absent"
                    key="V"
                    label=c.absent
                    ask=move |()| Some(Command::MarkAbsent { request }.into())
                />
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use meeting::Moment;
    use meeting::panel::WaitingDetail;
    use meeting::speakers::Agreeing;
    use meeting::speakers::Source;

    use super::*;
    use crate::text::{Lang, chair, common};

    #[test]
    fn a_mark_says_what_is_unusual_and_whether_it_is_the_first_time() {
        let detail = WaitingDetail {
            subject: String::new(),
            on_behalf: String::new(),
            source: Source::Desk,
            at: Moment(0),
            field: "Đất đai".to_owned(),
            contact: false,
            kind: Kind::Official,
            spoken: 1,
            seconds: Some(420),
            pinned: true,
            card_voided: false,
            agreeing: vec![Agreeing {
                request: RequestId(3),
                name: "Bà Sáu".to_owned(),
                subject: String::new(),
            }],
            namesake: Some(2),
        };
        let one = Waiting {
            request: RequestId(7),
            name: "Ông Ba".to_owned(),
            hamlet: String::new(),
            card: None,
            called: true,
            staff: Some(detail),
        };
        let (t, common) = (chair::of(Lang::Vi), common::of(Lang::Vi));
        let words: Vec<String> = marks(&one, t, common).into_iter().map(|(_, words)| words).collect();
        let expected = [
            "● đã mời lên",
            "lần thứ 2",
            "cán bộ, đại biểu",
            "riêng 7 phút",
            "Đất đai",
            "+1 cùng ý kiến",
            "trùng tên số 2",
            "chủ tọa xếp",
        ];
        assert_eq!(words, expected);
    }
}
