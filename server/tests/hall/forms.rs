//! A form and the command the screens' script makes of it are the same to the meeting, over the table both read
//! (`fixtures/commands.json`).

use std::collections::BTreeSet;

use meeting::poll::{self, Command};
use meeting::{ItemId, PersonId, Place, PollId, agenda, speakers};
use serde::Deserialize;
use serde_json::Value;

use super::harness::{Hall, fresh_id};

const ONE: PollId = PollId(1);

#[derive(Deserialize)]
struct Table {
    forms: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    form: String,
    fields: serde_json::Map<String, Value>,
    command: Value,
}

/// The way on which something is sent.
#[derive(Clone, Copy)]
enum Way {
    Form,
    Command,
}

impl Row {
    fn is_at_tablet(&self) -> bool {
        self.fields.contains_key("voter")
    }

    /// With which status this is answered when it is sent on this way, and what is on record then, in a hall in which it can be: the events that follow, the count of
    /// the ballots among them, and the contacts, which are in no event.
    async fn sent(&self, way: Way) -> (u16, Vec<Value>) {
        let hall = Hall::open("xa-cong-an").await;
        hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
        hall.act(Place::Chair, Command::OpenPoll { poll: ONE }).await;
        if self.is_at_tablet() {
            hall.act(Place::Desk, Command::OpenTablet { poll: ONE, card: None }).await;
            assert_eq!(self.fields["voter"], PersonId::at_tablet(1).to_string());
        }
        let before = hall.events().await.len();
        let status = match way {
            Way::Form => self.by_form(&hall).await,
            Way::Command => self.by_command(&hall).await,
        };
        hall.act(Place::Chair, Command::ClosePoll { poll: ONE }).await;
        let chair = hall.secret(Place::Chair);
        while hall.panels(&chair).await["poll"]["state"] != "sealed" {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        hall.act(Place::Chair, poll::Command::ShowResult { poll: ONE }).await;
        let contacts = hall.journal().contacts(1).await.unwrap().into_values().map(Value::String);
        let events = hall.events().await.into_iter().skip(before);
        (status, events.map(|mut event| event["event"].take()).chain(contacts).collect())
    }

    async fn by_form(&self, hall: &Hall) -> u16 {
        let base = hall.url(&format!("/m/{}", hall.code()));
        let (browser, path) = if self.is_at_tablet() {
            (hall.browser(Place::Tablet).await, format!("{base}/tablet/vote"))
        } else {
            let phone = reqwest::Client::builder().cookie_store(true).build().unwrap();
            assert_eq!(phone.get(&base).send().await.unwrap().status(), 200);
            (phone, format!("{base}/{}", self.form))
        };
        if self.form == "withdraw" {
            let first = [("id", fresh_id()), ("name", "An".to_owned())];
            assert_eq!(browser.post(format!("{base}/ask")).form(&first).send().await.unwrap().status(), 200);
        }
        let id = fresh_id();
        let fields = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap()));
        let fields: Vec<_> = fields.chain([("id", id.as_str())]).collect();
        browser.post(path).form(&fields).send().await.unwrap().status().as_u16()
    }

    async fn by_command(&self, hall: &Hall) -> u16 {
        let secret = if self.is_at_tablet() { hall.secret(Place::Tablet) } else { hall.seat().await };
        if self.form == "withdraw" {
            let speaker = speakers::Speaker { name: "An".to_owned(), ..speakers::Speaker::default() };
            let first = meeting::Command::from(speakers::Command::RequestFloor { speaker });
            let first = serde_json::to_value(meeting::wire::Ask::from(first)).unwrap();
            assert_eq!(hall.send(&secret, &fresh_id(), first).await.0, 200);
        }
        hall.send(&secret, &fresh_id(), self.command.clone()).await.0
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_does_what_the_scripts_command_does() {
    let table: Table = serde_json::from_str(include_str!("../../../fixtures/commands.json")).unwrap();
    let mut done = BTreeSet::new();
    for row in table.forms {
        let (form, command) = (row.sent(Way::Form).await, row.sent(Way::Command).await);
        assert_eq!(form, command, "{}", row.form);
        if form.0 == 200 {
            done.insert((row.form.clone(), row.is_at_tablet()));
        }
    }
    assert_eq!(done.len(), 5, "each form was taken once, and that of the tablet: {done:?}");
}
