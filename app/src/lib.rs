//! Everything a person sees. Compiled twice: for the server (feature `ssr`), which renders every page,
//! and for the browser (feature `hydrate`), which takes the consoles over.
//!
//! | page | address | made by |
//! |---|---|---|
//! | chair, secretary, desk, office console | `/m/{code}/chair` … | [`consoles::Console`], rendered, then hydrated |
//! | projector | `/m/{code}/projector` | [`screens::projector`], rendered on the server only |
//! | phone | `/m/{code}` | [`screens::phone`], rendered on the server only |

#[cfg(not(erase_components))]
compile_error!(
    "`--cfg erase_components` is missing: the page the server renders and the one the browser expects would \
     differ. It stands in .cargo/config.toml, which cargo reads when it is started inside the project's folder \
     and RUSTFLAGS is not set"
);

pub mod address;
pub mod components;
pub mod consoles;
pub mod live;
#[cfg(feature = "ssr")]
pub mod plain_pages;
#[cfg(feature = "ssr")]
pub mod screens;
pub mod text;
pub mod view_model;
