//! The address under which the hall reaches this laptop: what is printed on cards and shown as QR.

use std::net::{IpAddr, SocketAddr};

/// The addresses a phone in the hall can use, best first.
#[derive(Clone, Debug)]
pub struct HallAddress {
    /// The address to print, such as `http://192.168.1.10:3000`.
    best: String,
    /// The other addresses that lead here, of the same form.
    others: Vec<String>,
    /// True if it was given on the command line: then it holds whatever was printed before.
    fixed: bool,
    /// Names, in small letters, by which the laptop is known besides its IP addresses.
    names: Vec<String>,
}

impl HallAddress {
    /// The address given on the command line.
    #[must_use]
    pub fn fixed(url: &str) -> Self {
        let best = url.trim_end_matches('/').to_owned();
        Self { best, others: Vec::new(), fixed: true, names: Vec::new() }
    }

    /// Chooses among what the program listens on and the interfaces of this laptop.
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
        let mut candidates = reachable.iter().map(|address| format!("http://{address}"));
        let best = candidates.next().unwrap_or_else(|| {
            // No network at all: the laptop can still be used by itself.
            let port = listening.first().map_or(3000, SocketAddr::port);
            format!("http://127.0.0.1:{port}")
        });
        Self { best, others: candidates.collect(), fixed: false, names: Vec::new() }
    }

    fn candidates(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.best).chain(&self.others)
    }

    /// Adds names by which the laptop is known in the hall.
    #[must_use]
    pub fn also_known_as(mut self, names: &[String]) -> Self {
        self.names.extend(names.iter().map(|name| name.to_lowercase()));
        self
    }

    /// True if a browser that says it is at this host (`192.168.1.10:3000`) is at this laptop; `here` is the address
    /// its connection came in by. A name anybody could point at the laptop is not the laptop's: a page under such a
    /// name would be read by whoever owns the name.
    #[must_use]
    pub fn is_here(&self, host: &str, here: Option<IpAddr>) -> bool {
        let name = host_name(host).to_lowercase();
        if name == "localhost" || self.names.contains(&name) {
            return true;
        }
        let known = |candidate: &String| {
            let authority = candidate.split_once("://").map_or(candidate.as_str(), |(_, rest)| rest);
            host_name(authority.split('/').next().unwrap_or_default()).to_lowercase() == name
        };
        let ip: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let same = |ip: IpAddr| here.is_some_and(|here| here.to_canonical() == ip.to_canonical());
        ip.is_some_and(|ip| ip.to_canonical().is_loopback() || same(ip)) || self.candidates().any(known)
    }

    /// The address for a meeting: the one printed for it as long as it still leads here.
    #[must_use]
    pub fn for_meeting(&self, printed: Option<&str>) -> String {
        let still = printed.filter(|printed| !self.fixed && self.candidates().any(|c| c == printed));
        still.unwrap_or(&self.best).to_owned()
    }
}

/// The host of a `host:port`, without its port.
fn host_name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|b| b.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}

/// Ranks an IP address, lower is better: a hall's Wi-Fi gives a private address; containers and virtual machines
/// usually sit in 172.16/12; one's own loopback other than 127.0.0.1 is for tests; 127.0.0.1 leads nobody here but this
/// laptop.
fn preference(ip: IpAddr) -> u8 {
    match ip {
        IpAddr::V4(ip) if matches!(ip.octets(), [192, 168, ..]) => 0,
        IpAddr::V4(ip) if matches!(ip.octets(), [10, ..]) => 1,
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
        let address = HallAddress {
            best: "http://a".into(),
            others: vec!["http://b".into()],
            fixed: false,
            names: Vec::new(),
        };
        assert_eq!(address.for_meeting(Some("http://b")), "http://b");
        assert_eq!(address.for_meeting(Some("http://c")), "http://a");
        assert_eq!(HallAddress::fixed("http://x/").for_meeting(Some("http://b")), "http://x");
    }

    #[test]
    fn a_host_is_ours_by_address_or_by_a_name_that_was_given_and_by_no_other() {
        let listening = ["0.0.0.0:3000".parse().unwrap_or_else(|_| unreachable!("an address"))];
        let interfaces: Vec<IpAddr> = ["192.168.1.7"].iter().filter_map(|ip| ip.parse().ok()).collect();
        let chosen = HallAddress::among(&listening, &interfaces).also_known_as(&["Hall.test".to_owned()]);
        // An address that came later than the program: the connection itself says that it is ours.
        let here = "10.0.0.5".parse().ok();
        let ours = [
            "192.168.1.7:3000",
            "127.0.0.1:3000",
            "127.0.0.2",
            "[::1]:3000",
            "::1",
            "localhost:3000",
            "LOCALHOST",
            "hall.test:3000",
            "10.0.0.5:3000",
            "[::ffff:10.0.0.5]:3000",
        ];
        for host in ours {
            assert!(chosen.is_here(host, here), "{host}");
        }
        let foreign = [
            "evil.example",
            "evil.example:3000",
            "192.168.1.8:3000",
            "10.0.0.5",
            "localhost.evil.example",
            "",
            ":3000",
            "127.0.0.1.evil.example",
            "192.168.1.7@evil.example",
            "evil.example:192.168.1.7",
        ];
        for host in foreign {
            assert!(!chosen.is_here(host, None), "{host}");
        }
        let fixed = HallAddress::fixed("http://Hoi-Truong.lan:3000/");
        assert!(fixed.is_here("hoi-truong.lan:3000", None) && !fixed.is_here("hoi-truong.net", None));
    }
}
