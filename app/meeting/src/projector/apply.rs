//! Applies events of the projector.

use super::{Event, Projector};

/// Applies an event of the projector.
pub(crate) fn apply(projector: &mut Projector, event: &Event) {
    match event {
        Event::ScenePinned { scene } => projector.pinned = Some(scene.clone()),
        Event::MeetingFollowed => projector.pinned = None,
    }
}
