//! The steps that made the database what it is. Each is run once in the life of a folder, in their order; the folder
//! keeps a digest of each, so none is ever changed afterwards.

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// A step: its number and name, as its file is called, and what is in the file.
macro_rules! step {
    ($number:literal, $name:literal, $file:literal) => {
        ($number, $name, include_str!(concat!("../../migrations/sqlite/", $file)))
    };
}

/// Listed here and not found by `sqlx::migrate!`: that macro has SQLite and all of sqlx built a second time, for the
/// compiler.
const STEPS: [(i64, &str, &str); 7] = [
    step!(1, "journal", "0001_journal.sql"),
    step!(2, "steps and files", "0002_steps_and_files.sql"),
    step!(3, "polls", "0003_polls.sql"),
    step!(4, "channels", "0004_channels.sql"),
    step!(5, "card keys", "0005_card_keys.sql"),
    step!(6, "files beside", "0006_files_beside.sql"),
    step!(7, "contacts", "0007_contacts.sql"),
];

/// All of them, ready to be run.
#[must_use]
pub fn all() -> Migrator {
    let migration = |(number, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(number, name.into(), MigrationType::Simple, SqlStr::from_static(sql), false)
    };
    Migrator::with_migrations(STEPS.map(migration).into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[tokio::test]
    async fn every_file_of_the_folder_is_a_step_under_its_own_number_and_name() -> anyhow::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let found = Migrator::new(folder).await?;
        let as_kept = |migrations: Migrator| -> Vec<_> {
            let kept = migrations.iter().map(|one| {
                (one.version, one.description.clone(), one.checksum.clone(), one.migration_type, one.no_tx)
            });
            kept.collect()
        };
        assert_eq!(as_kept(all()), as_kept(found));
        Ok(())
    }
}
