//! Papers and addresses of an item: what is there, and one more. Without script a file can be sent up all
//! the same.

use crate::address;
use leptos::html;
use leptos::prelude::*;
use meeting::agenda::{Attachment, Command, Content};
use meeting::{AttachmentId, ItemId, validate};

use crate::components::{Act, Field, For, Form};
use crate::live::Live;
use crate::text::staff;

/// What goes with an item.
#[component]
pub fn Attachments(
    /// Which item.
    id: ItemId,
) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let all = Memo::new(move |_| {
        live.agenda.with(|panel| {
            let item = panel.items.iter().find(|item| item.id == id);
            item.map(|item| item.attachments.clone()).unwrap_or_default()
        })
    });
    let heading = move || match all.with(Vec::len) {
        0 => words.attachments.to_owned(),
        count => (words.attachments_of)(count),
    };
    let folded = NodeRef::<html::Details>::new();
    live.typed.reopens(link_form(id), move || {
        if let Some(details) = folded.get_untracked() {
            details.set_open(true);
        }
    });
    let action = format!("{}?as={}", address::item_files(&live.code(), &id), live.place);
    view! {
        <details class="papers" data-testid="papers" node_ref=folded>
            <summary data-testid="papers-open">{heading}</summary>
            <ul>
                <For
                    each=move || all.get()
                    key=|one| one.id
                    children=move |one| view! { <AttachmentRow item=id attachment=one /> }
                />
            </ul>
            <form class="form" method="post" enctype="multipart/form-data" action=action>
                <label class="field">
                    <span>{words.attachment_file}</span>
                    <input
                        type="file"
                        name="file"
                        accept="application/pdf,image/png,image/jpeg,image/webp,image/gif"
                        data-testid="paper-file"
                    />
                </label>
                <label class="field">
                    <span>{words.attachment_title}</span>
                    <input type="text" name="title" maxlength=validate::TITLE.to_string() data-testid="paper-title" />
                </label>
                <div class="actions wide">
                    <button type="submit" class="button" data-testid="upload">{words.upload}</button>
                    <span class="about">{words.attachment_hint}</span>
                </div>
            </form>
            <AddLink id=id />
        </details>
    }
    .into_any()
}

#[component]
fn AttachmentRow(item: ItemId, attachment: Attachment) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let Attachment { id, title, content } = attachment;
    let address = match content {
        Content::Link { url } => url,
        Content::File { digest, .. } => address::file(&live.code(), &digest),
    };
    let detach = move |attachment: AttachmentId| Command::Detach { id: item, attachment };
    view! {
        <li class="paper" data-testid="paper">
            <a href=address target="_blank" rel="noopener noreferrer" data-testid="paper-link">{title}</a>
            <Act
                testid="detach"
                class="quiet"
                label=words.detach
                confirm=Signal::derive(move || Some(words.detach_sure.to_owned()))
                ask=move |()| Some(detach(id).into())
            />
        </li>
    }
    .into_any()
}

/// The name of the form for one more address of an item.
fn link_form(item: ItemId) -> String {
    format!("link {item}")
}

#[component]
fn AddLink(id: ItemId) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let (url, title) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new(link_form(id)).field("url", url).field("title", title).begin();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let url_typed = url.get_untracked();
        let name = title.get_untracked();
        // An address says enough when nobody gives it a name.
        let name =
            if name.trim().is_empty() { url_typed.chars().take(validate::TITLE).collect() } else { name };
        let command = Command::Attach { id, title: name, content: Content::Link { url: url_typed } };
        form.send(command, |_| {});
    };
    view! {
        <form class="form needs-script" on:submit=submit>
            <Field testid="link-address" label=words.link_address value=url kind="url" most=validate::URL />
            <Field testid="link-title" label=words.attachment_title value=title most=validate::TITLE />
            <button type="submit" class="button wide" data-testid="attach-link" disabled=move || !live.ready.get()>
                {words.attach_link}
            </button>
        </form>
    }
    .into_any()
}
