//! "Chữ to": how large a phone's page is set. Kept in a cookie, so that it holds without script and from the
//! first paint of the next page.

use crate::address;
use leptos::prelude::*;

use crate::text::screens::Phone;

/// How large someone reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 18 px, as every page begins.
    #[default]
    Normal,
    /// 24 px.
    Large,
}

impl TextSize {
    /// As the cookie, the form and the style sheet know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }

    /// The size of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Normal, Self::Large].into_iter().find(|size| size.name() == name)
    }

    /// The one the switch leads to.
    fn other(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Normal,
        }
    }

    fn label(self, phone: &'static Phone) -> &'static str {
        match self {
            Self::Normal => phone.normal_text,
            Self::Large => phone.large_text,
        }
    }
}

/// The switch. Its button says what it does; the script changes the page where it stands, so that nothing
/// typed is lost, and finds the label for the way back in `data-back`.
pub(super) fn switch(phone: &'static Phone, size: TextSize, base: &str) -> impl IntoView + use<> {
    let other = size.other();
    view! {
        <form class="text-size" id="text-size" method="post" action=address::text_size() data-testid="text-size-form">
            <input type="hidden" name="size" value=other.name()/>
            <input type="hidden" name="back" value=base.to_owned()/>
            <button class="plain" data-testid="text-size" data-back=size.label(phone)>
                {other.label(phone)}
            </button>
        </form>
    }
}
