//! The channels a ballot comes by: a phone, the tablet at the desk, paper. The result shows each apart, as far as that
//! gives nobody's choice away.

use serde::{Deserialize, Serialize};

/// The channel by which a ballot came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// From a person's phone.
    #[default]
    Phone,
    /// From the shared tablet at the desk.
    Tablet,
    /// On paper.
    Paper,
}

/// Fewest ballots with which a channel is shown apart, and free words are shown at all: fewer would tell whose they
/// are.
pub const FEWEST_APART: u32 = 5;

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Tablet, Self::Paper];

    /// The channel's name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Paper => "paper",
        }
    }
}

/// Ballots of one channel, or of several that are shown as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The channels whose ballots these are.
    pub channels: Vec<Channel>,
    /// How many ballots they have together.
    pub ballots: u32,
}

/// True if ballots must lose their channel because the phone or the tablet channel has 1 to 4 of them; `either` counts
/// those that have lost it already. Decided without the paper, whose count two people know: what is left when they take
/// it from the total must not be the tablet's few.
#[must_use]
pub fn forgets(phone: u32, tablet: u32, either: u32) -> bool {
    let few = |ballots: u32| (1..FEWEST_APART).contains(&ballots);
    either > 0 || phone > 0 && tablet > 0 && (few(phone) || few(tablet))
}

/// Groups channels so that each group may be shown apart: none has fewer than five ballots, nor can that be worked out
/// by taking the others from the total. `either` counts ballots of phone or tablet that have lost their channel.
#[must_use]
pub fn groups(phone: u32, tablet: u32, either: u32, paper: u32) -> Vec<Group> {
    let device = if forgets(phone, tablet, either) {
        vec![Group { channels: vec![Channel::Phone, Channel::Tablet], ballots: phone + tablet + either }]
    } else {
        let alone = |channel, ballots| Group { channels: vec![channel], ballots };
        vec![alone(Channel::Phone, phone), alone(Channel::Tablet, tablet)]
    };
    let paper = Group { channels: vec![Channel::Paper], ballots: paper };
    let mut groups: Vec<Group> =
        device.into_iter().chain([paper]).filter(|group| group.ballots > 0).collect();
    // What is too small goes together with the smallest of the others.
    while groups.len() > 1 {
        groups.sort_by_key(|group| (group.ballots, group.channels.clone()));
        if groups[0].ballots >= FEWEST_APART {
            break;
        }
        let small = groups.remove(0);
        groups[0].ballots += small.ballots;
        groups[0].channels.extend(small.channels);
        groups[0].channels.sort();
    }
    groups.sort_by(|a, b| a.channels.cmp(&b.channels));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(phone: u32, tablet: u32, either: u32, paper: u32) -> Vec<(String, u32)> {
        let name = |group: Group| {
            let names: Vec<_> = group.channels.iter().map(|channel| channel.name()).collect();
            (names.join("+"), group.ballots)
        };
        groups(phone, tablet, either, paper).into_iter().map(name).collect()
    }

    fn group(name: &str, ballots: u32) -> (String, u32) {
        (name.to_owned(), ballots)
    }

    #[test]
    fn each_channel_with_enough_ballots_stands_apart() {
        assert_eq!(shown(30, 10, 0, 8), [group("phone", 30), group("tablet", 10), group("paper", 8)]);
        assert_eq!(shown(5, 0, 0, 5), [group("phone", 5), group("paper", 5)]);
        assert_eq!(shown(0, 0, 0, 0), []);
    }

    #[test]
    fn a_channel_with_too_few_goes_with_another() {
        // The tablet with the phones, however few paper ballots there are: who counted those knows them.
        assert_eq!(shown(30, 3, 0, 8), [group("phone+tablet", 33), group("paper", 8)]);
        assert_eq!(shown(2, 30, 0, 8), [group("phone+tablet", 32), group("paper", 8)]);
        // Paper with the smaller of the two.
        assert_eq!(shown(30, 10, 0, 3), [group("phone", 30), group("tablet+paper", 13)]);
        assert_eq!(shown(30, 3, 0, 3), [group("phone+tablet+paper", 36)]);
        assert_eq!(shown(3, 0, 0, 30), [group("phone+paper", 33)]);
        assert_eq!(shown(3, 0, 0, 0), [group("phone", 3)]);
    }

    #[test]
    fn what_is_forgotten_stays_forgotten() {
        assert_eq!(shown(20, 20, 13, 9), [group("phone+tablet", 53), group("paper", 9)]);
        assert!(forgets(4, 9, 0) && forgets(9, 4, 0) && forgets(9, 9, 1));
        assert!(!forgets(9, 9, 0) && !forgets(4, 0, 0) && !forgets(0, 4, 0));
    }
}
