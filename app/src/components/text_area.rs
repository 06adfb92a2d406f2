//! The text area: the one `<textarea>` there is.

use leptos::html;
use leptos::prelude::*;

/// A field for several lines. Leptos 0.8 writes a textarea's children into the page as they are, so that
/// `</textarea><script>` in a text would run, and `prop:value` writes nothing at all: here the words are escaped on the
/// server and right after hydration, and nothing else may use a raw `textarea`.
///
/// Event handlers given to the component (`on:input=…`) land on the element itself.
#[component]
pub fn TextArea(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The content when it is first painted.
    #[prop(into)]
    initial: String,
    /// Lines shown when it is empty.
    #[prop(default = 2)]
    rows: u32,
    /// Most characters, if limited.
    #[prop(optional)]
    most: Option<usize>,
    /// Its id in the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// A placeholder: what to write here, while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// The element, to read and set its content.
    node: NodeRef<html::Textarea>,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            class="text-area"
            node_ref=node
            data-testid=testid
            aria-label=label
            placeholder=placeholder
            rows=rows.to_string()
            maxlength=most.map(|most| most.to_string())
            autocomplete="off"
            spellcheck="false"
            inner_html=contents(&initial)
        ></textarea>
    }
}

/// The words as they stand between the tags. A parser drops one line feed right behind the opening tag of a page, so
/// the server gives it one to drop.
fn contents(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // An empty one has nothing to drop it from: so it stands in a panel as a browser writes it again.
    if cfg!(feature = "ssr") && !text.is_empty() { format!("\n{escaped}") } else { escaped }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let text = text.to_owned();
        Owner::new().with(|| {
            let node = NodeRef::new();
            view! { <TextArea testid="entry-text" label="Nội dung" initial=text node=node /> }.to_html()
        })
    }

    #[test]
    fn nothing_in_a_text_ends_the_field() {
        let html = html("</textarea><script>alert(1)</script>");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn words_are_there_on_the_servers_page_as_they_are() {
        let html = html("\nÔng Ba & Bà Tư:\n\"đường <hẹp>\"");
        assert!(html.contains(">\n\nÔng Ba &amp; Bà Tư:\n\"đường &lt;hẹp&gt;\"</textarea>"), "{html}");
    }
}
