//! Opens a data folder and serves its meetings until told to stop.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use meeting::{Moment, Place};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::connections::{self, Connections};
use crate::hall_address::HallAddress;
use crate::journal::{Journal, OpenOptions, Served};
use crate::links::{self, Links};
use crate::listen::{self, Patience};
use crate::meetings::Meetings;
use crate::web;

/// Options of a server.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Addresses to listen on; port 0 takes any free one.
    pub listen: Vec<SocketAddr>,
    /// The data folder.
    pub data: PathBuf,
    /// Id of a programme to create a meeting from when the data folder is empty.
    pub demo: Option<String>,
    /// The address at which people in the hall reach this laptop, if it is not to be found out.
    pub public_url: Option<String>,
    /// How to open the data folder.
    pub journal: OpenOptions,
    /// Other names by which this laptop is known in the hall.
    pub names: Vec<String>,
    /// How long those who are connected may take.
    pub patience: Patience,
}

/// A running server.
pub struct Server {
    /// The addresses it listens on.
    pub addresses: Vec<SocketAddr>,
    /// The meetings it serves.
    pub meetings: Arc<Meetings>,
    /// True if a meeting was created because the folder had none.
    pub made_demo: bool,
    stop: watch::Sender<bool>,
    connections: Arc<Connections>,
    tasks: JoinSet<()>,
}

impl Server {
    /// Opens the data folder and starts to serve.
    ///
    /// # Errors
    /// If an address is taken or the data folder cannot be used.
    pub async fn start(options: &Options, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        // As the files were before anything is written there.
        let witnessed = clock.witnessed(&options.data);
        // Before anything else: who has the folder already has the hall.
        let journal = Journal::open_as(&options.data, options.journal.clone()).await?;
        match Self::serve(options, clock, witnessed, journal.clone()).await {
            Ok(server) => Ok(server),
            Err(fault) => {
                journal.close().await;
                Err(fault)
            }
        }
    }

    async fn serve(
        options: &Options,
        clock: Arc<dyn Clock>,
        witnessed: Moment,
        journal: Journal,
    ) -> anyhow::Result<Self> {
        let mut listeners = Vec::new();
        for address in &options.listen {
            let listener = listen::open(*address).with_context(|| {
                format!("không mở được địa chỉ {address}: có thể chương trình khác đang dùng; thử --listen với cổng khác")
            })?;
            listeners.push(listener);
        }
        let addresses: Vec<_> = listeners.iter().map(TcpListener::local_addr).collect::<Result<_, _>>()?;
        let address = match &options.public_url {
            Some(url) => HallAddress::fixed(url),
            None => HallAddress::choose(&addresses),
        };
        let address = address.also_known_as(&options.names);
        let meetings = Arc::new(Meetings::open(journal, clock, address, witnessed).await?);
        if let Some(address) = addresses.first() {
            // Wherever else it listens, on this laptop it answers there.
            let ip = if address.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { address.ip() };
            let url = format!("http://{}", SocketAddr::new(ip, address.port()));
            meetings.journal().note_served(Served { url, token: meetings.own_token().to_owned() })?;
        }
        let demo = options.demo.as_ref().filter(|_| meetings.rooms().is_empty());
        if let Some(programme) = demo {
            meetings.create(programme, "").await?;
        }
        let made_demo = demo.is_some();
        let site = web::router(meetings.clone(), options.patience);
        let (stop, stopped) = watch::channel(false);
        let connections = Connections::new(connections::handles());
        let mut tasks = JoinSet::new();
        for listener in listeners {
            let (site, connections, stopped) = (site.clone(), connections.clone(), stopped.clone());
            tasks.spawn(listen::serve(listener, site, connections, options.patience, stopped));
        }
        Ok(Self { addresses, meetings, made_demo, stop, connections, tasks })
    }

    /// Makes new links to all places of every meeting, newest first.
    ///
    /// # Errors
    /// If the disk did not take the keys.
    pub async fn links(&self) -> anyhow::Result<Vec<Links>> {
        let mut all = Vec::new();
        for room in self.meetings.rooms() {
            all.push(links::issue(&self.meetings, &room, &Place::ALL, None).await?);
        }
        Ok(all)
    }

    /// Makes new links to all places of the newest meeting; `None` if there is none.
    ///
    /// # Errors
    /// If the disk did not take the keys.
    pub async fn newest_links(&self) -> anyhow::Result<Option<Links>> {
        Ok(match self.meetings.rooms().first() {
            Some(newest) => Some(links::issue(&self.meetings, newest, &Place::ALL, None).await?),
            None => None,
        })
    }

    /// Stops the server: what was asked is finished, sockets are told, the journal is closed.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        self.meetings.close().await;
        // A browser may hold a connection open for long; nothing is lost by leaving it.
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(std::time::Duration::from_secs(2), ended).await.is_err() {
            self.tasks.abort_all();
            self.connections.close_all();
        }
    }
}

/// Writes the links of the newest meeting as JSON, readable by the owner only: they are secrets.
///
/// # Errors
/// If the file cannot be written.
pub fn write_links(path: &Path, newest: Option<&Links>) -> anyhow::Result<()> {
    let Some(newest) = newest else {
        bail!("chưa có hội nghị nào nên không có đường dẫn để ghi; tạo bằng `hoitruong new` hoặc --demo");
    };
    let json = serde_json::to_string_pretty(newest)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Beside it first: whoever waits for the file never reads half of it.
    let fresh = path.with_extension("new");
    let written =
        options.open(&fresh).and_then(|mut file| std::io::Write::write_all(&mut file, json.as_bytes()));
    let written = written.and_then(|()| std::fs::rename(&fresh, path));
    written.with_context(|| format!("không ghi được tệp {}", path.display()))
}
