//! Under which address the hall reaches this laptop: what is printed on cards and shown as QR.

use std::net::{IpAddr, SocketAddr};

/// The addresses a phone in the hall can use, best first.
#[derive(Clone, Debug)]
pub struct HallAddress {
    /// Each like `http://192.168.1.10:3000`; never empty.
    candidates: Vec<String>,
    /// Given on the command line: holds whatever was printed before.
    fixed: bool,
}

impl HallAddress {
    /// The address given on the command line.
    #[must_use]
    pub fn fixed(url: &str) -> Self {
        Self { candidates: vec![url.trim_end_matches('/').to_owned()], fixed: true }
    }

    /// Chosen among what the program listens on and the interfaces of this laptop.
    #[must_use]
    pub fn choose(listening: &[SocketAddr]) -> Self {
        let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
        let interfaces: Vec<IpAddr> = interfaces.iter().map(if_addrs::Interface::ip).collect();
        Self::among(listening, &interfaces)
    }

    fn among(listening: &[SocketAddr], interfaces: &[IpAddr]) -> Self {
        let mut reachable: Vec<SocketAddr> = Vec::new();
        for address in listening {
            if address.ip().is_unspecified() {
                let ips = interfaces.iter().filter(|ip| ip.is_ipv4() && !ip.is_loopback());
                reachable.extend(ips.map(|ip| SocketAddr::new(*ip, address.port())));
            } else {
                reachable.push(*address);
            }
        }
        reachable.sort_by_key(|address| preference(address.ip()));
        let mut candidates: Vec<String> =
            reachable.iter().map(|address| format!("http://{address}")).collect();
        if candidates.is_empty() {
            // No network at all: the laptop can still be used by itself.
            let port = listening.first().map_or(3000, SocketAddr::port);
            candidates.push(format!("http://127.0.0.1:{port}"));
        }
        Self { candidates, fixed: false }
    }

    /// The address for a meeting: the one printed for it as long as it still leads here.
    #[must_use]
    pub fn for_meeting(&self, printed: Option<&str>) -> String {
        let still = printed.filter(|printed| !self.fixed && self.candidates.iter().any(|c| c == printed));
        still.unwrap_or(&self.candidates[0]).to_owned()
    }
}

/// A hall's Wi-Fi gives a private address; containers and virtual machines usually sit in 172.16/12; one's
/// own loopback other than 127.0.0.1 is for tests; 127.0.0.1 leads nobody here but this laptop.
fn preference(ip: IpAddr) -> u8 {
    match ip {
        IpAddr::V4(ip) if ip.octets()[..2] == [192, 168] => 0,
        IpAddr::V4(ip) if ip.octets()[0] == 10 => 1,
        IpAddr::V4(ip) if ip.is_private() => 2,
        IpAddr::V4(ip) if ip.is_link_local() => 4,
        IpAddr::V4(ip) if ip.octets() == [127, 0, 0, 1] => 6,
        IpAddr::V4(ip) if ip.is_loopback() => 5,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(listening: &[&str], interfaces: &[&str]) -> String {
        let listening: Vec<_> = listening.iter().filter_map(|a| a.parse().ok()).collect();
        let interfaces: Vec<_> = interfaces.iter().filter_map(|a| a.parse().ok()).collect();
        HallAddress::among(&listening, &interfaces).for_meeting(None)
    }

    #[test]
    fn the_halls_wifi_comes_first_and_this_laptop_alone_last() {
        let all = ["127.0.0.1", "172.17.0.1", "192.168.1.7", "fe80::1"];
        assert_eq!(chosen(&["0.0.0.0:3000"], &all), "http://192.168.1.7:3000");
        assert_eq!(chosen(&["127.0.0.1:3000", "127.0.0.2:3000"], &all), "http://127.0.0.2:3000");
        assert_eq!(chosen(&["0.0.0.0:3000"], &["127.0.0.1"]), "http://127.0.0.1:3000");
    }

    #[test]
    fn what_was_printed_stays_while_it_leads_here() {
        let address = HallAddress { candidates: vec!["http://a".into(), "http://b".into()], fixed: false };
        assert_eq!(address.for_meeting(Some("http://b")), "http://b");
        assert_eq!(address.for_meeting(Some("http://c")), "http://a");
        assert_eq!(HallAddress::fixed("http://x/").for_meeting(Some("http://b")), "http://x");
    }
}
