//! Under which licences a dependency may come: those that let the one file be handed out under ours.

use std::collections::HashSet;

use spdx::{Expression, ParseMode};

/// The licences, as SPDX writes them. None asks more of whoever hands the program on than its notice and text; the
/// MPL's own demand ends with the files that are under it.
pub(super) const ALLOWED: &[&str] =
    &["Apache-2.0", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "MIT", "MPL-2.0", "Unicode-3.0", "Zlib"];

/// What is wrong with the licences of packages: one that is not allowed, none at all, and a licence that is allowed
/// though every package could do without it.
pub(super) fn faults<'a>(
    packages: impl Iterator<Item = (String, Option<&'a str>)>,
    allowed: &[&str],
) -> Vec<String> {
    let mut faults = Vec::new();
    let mut needed: HashSet<&str> = HashSet::new();
    for (package, licence) in packages {
        let Some(licence) = licence else {
            faults.push(format!("{package} names no licence"));
            continue;
        };
        // Many still write `MIT/Apache-2.0`.
        let expression = match Expression::parse_mode(licence, ParseMode::LAX) {
            Ok(expression) => expression,
            Err(fault) => {
                faults.push(format!(
                    "{package}: `{licence}` is no licence as SPDX writes it: {}",
                    fault.reason
                ));
                continue;
            }
        };
        let good = |without: Option<&str>| {
            expression.evaluate(|asked| {
                let asked = asked.to_string();
                Some(asked.as_str()) != without && allowed.contains(&asked.as_str())
            })
        };
        if good(None) {
            needed.extend(allowed.iter().copied().filter(|one| !good(Some(one))));
        } else {
            faults.push(format!("{package} comes under `{licence}`, which is not allowed (licences.rs)"));
        }
    }
    let idle = allowed.iter().filter(|one| !needed.contains(*one));
    faults.extend(idle.map(|one| format!("`{one}` is allowed and no package needs it (licences.rs)")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(packages: &[(&str, Option<&str>)], allowed: &[&str]) -> Vec<String> {
        faults(packages.iter().map(|(name, licence)| ((*name).to_owned(), *licence)), allowed)
    }

    #[test]
    fn one_of_several_is_enough_and_all_of_several_are_needed() {
        let good = [
            ("a 1.0.0", Some("MIT")),
            ("b 1.0.0", Some("GPL-3.0-only OR MIT")),
            ("c 1.0.0", Some("GPL-3.0/MIT")),
            ("d 1.0.0", Some("(GPL-2.0-only OR MIT) AND Zlib")),
        ];
        assert_eq!(of(&good, &["MIT", "Zlib"]), [""; 0]);
        let bad = [("a 1.0.0", Some("MIT")), ("e 2.0.0", Some("MIT AND AGPL-3.0-only"))];
        let said = of(&bad, &["MIT"]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("e 2.0.0") && said[0].contains("AGPL-3.0-only"), "{said:?}");
    }

    #[test]
    fn an_exception_to_a_licence_is_another_licence() {
        let with = [("a 1.0.0", Some("Apache-2.0 WITH LLVM-exception"))];
        assert_eq!(of(&with, &["Apache-2.0 WITH LLVM-exception"]), [""; 0]);
        assert_eq!(of(&with, &["Apache-2.0"]).len(), 2, "not allowed, and allowed for nothing");
    }

    #[test]
    fn none_and_one_that_nobody_knows_are_said() {
        let said = of(&[("a 1.0.0", None), ("b 1.0.0", Some("Beerware, mostly"))], &[]);
        assert!(said[0].contains("a 1.0.0 names no licence"), "{said:?}");
        assert!(said[1].contains("Beerware, mostly"), "{said:?}");
    }

    #[test]
    fn a_licence_that_no_package_needs_is_a_fault() {
        let said = of(&[("a 1.0.0", Some("MIT")), ("b 1.0.0", Some("Zlib OR MIT"))], &["MIT", "Zlib"]);
        assert_eq!(said, ["`Zlib` is allowed and no package needs it (licences.rs)"]);
    }
}
