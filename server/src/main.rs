//! The command line of `hoitruong`.

#![warn(clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use server::clock::{Clock, SystemClock};
use server::journal::{FILE, Journal, OpenOptions};
use server::listen::Patience;
use server::serve::{Options, Server, write_links};
use server::{control, export, meetings, rehearse};

/// Chạy hội nghị đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân, trên một máy tính đặt tại
/// hội trường, không cần Internet.
///
/// Lần đầu: `hoitruong serve --data du-lieu --demo xa-cong-an`, rồi mở các đường dẫn được in ra.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Mở hội trường: phục vụ mọi hội nghị trong thư mục dữ liệu.
    ///
    /// Lần mở đầu tiên in đường dẫn của Văn phòng; từ đó trở đi Văn phòng tạo và hủy đường dẫn ở trang của mình.
    Serve {
        /// Địa chỉ mở cổng; ghi nhiều lần để mở nhiều địa chỉ.
        #[arg(long, default_value = "0.0.0.0:3000", value_name = "ĐỊA CHỈ")]
        listen: Vec<SocketAddr>,
        /// Thư mục dữ liệu; được tạo nếu chưa có.
        #[arg(long, value_name = "THƯ MỤC")]
        data: PathBuf,
        /// Lập sẵn một hội nghị theo chương trình này nếu thư mục dữ liệu còn trống.
        #[arg(long, value_name = "CHƯƠNG TRÌNH")]
        demo: Option<String>,
        /// Ghi đường dẫn của hội nghị mới nhất vào tệp JSON này (chỉ chủ tệp đọc được).
        #[arg(long, value_name = "TỆP")]
        links_json: Option<PathBuf>,
        /// In đường dẫn mới cho mọi vị trí của hội nghị mới nhất; các đường dẫn đã giao vẫn dùng được.
        #[arg(long)]
        new_links: bool,
        /// In một đường dẫn Văn phòng mới, khi đường dẫn cũ đã mất; đường dẫn cũ thì hủy ở trang Văn phòng.
        #[arg(long)]
        new_office_link: bool,
        /// Địa chỉ máy này trong hội trường, nếu không để chương trình tự chọn: http://192.168.1.10:3000
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
        /// Mở với những gì còn lại khi biết là đã mất một phần dữ liệu.
        #[arg(long)]
        accept_loss: bool,
        /// Không mở hội nghị mang mã này (ghi nhiều lần để bỏ nhiều hội nghị).
        #[arg(long, value_name = "MÃ")]
        leave_out: Vec<String>,
        /// Tên khác của máy này trong mạng hội trường, ví dụ hoi-truong.lan; ghi nhiều lần để thêm nhiều tên.
        #[arg(long, value_name = "TÊN")]
        name: Vec<String>,
    },
    /// Lập một hội nghị mới từ chương trình mẫu và in mã của hội nghị.
    ///
    /// Khi hội trường đang mở thì lập hội nghị ở trang Văn phòng; lệnh này có hiệu lực từ lần mở sau.
    New {
        /// Một trong: xa-cong-an, xa-dinh-ky, xa-hai-chu-tri, xa-hdnd-thon, thi-chuyen-de.
        #[arg(long, value_name = "CHƯƠNG TRÌNH")]
        programme: String,
        /// Tên hội nghị; bỏ trống thì lấy tên của chương trình mẫu.
        #[arg(long, default_value = "", value_name = "TÊN")]
        title: String,
        /// Thư mục dữ liệu; được tạo nếu chưa có.
        #[arg(long, value_name = "THƯ MỤC")]
        data: PathBuf,
    },
    /// Xuất toàn bộ một hội nghị ra JSON trên đầu ra chuẩn.
    Export {
        /// Mã hội nghị.
        #[arg(long, value_name = "MÃ")]
        meeting: String,
        /// Thư mục dữ liệu.
        #[arg(long, value_name = "THƯ MỤC")]
        data: PathBuf,
    },
    /// Sao lưu cả thư mục dữ liệu sang một thư mục mới, kể cả khi hội trường đang mở (trừ lúc đang lấy phiếu).
    Backup {
        /// Thư mục dữ liệu.
        #[arg(long, value_name = "THƯ MỤC")]
        data: PathBuf,
        /// Thư mục sẽ chứa bản sao; chưa được có sẵn.
        #[arg(long, value_name = "THƯ MỤC")]
        to: PathBuf,
    },
    /// Đọc lại toàn bộ thư mục dữ liệu và cho biết có gì bị thiếu hay hỏng không.
    Check {
        /// Thư mục dữ liệu, chưa mở ở đâu khác.
        #[arg(long, value_name = "THƯ MỤC")]
        data: PathBuf,
    },
    /// Diễn tập: giả làm nhiều điện thoại vào một hội trường đang mở, bấm thử và đo độ trễ.
    Rehearse {
        /// Số điện thoại.
        #[arg(long, default_value_t = 50, value_name = "SỐ")]
        phones: usize,
        /// Tệp JSON do `serve --links-json` ghi ra.
        #[arg(long, value_name = "TỆP")]
        links_json: PathBuf,
        /// Số lần bấm thử từ bàn chủ trì; sau đó diễn tập tự dừng.
        #[arg(long, default_value_t = 20, value_name = "SỐ")]
        taps: usize,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            complain(&format!("Lỗi: {fault:#}."));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve {
            listen,
            data,
            demo,
            links_json,
            new_links,
            new_office_link,
            public_url,
            accept_loss,
            leave_out,
            name,
        } => {
            let leave_out = leave_out.into_iter().collect();
            let journal = OpenOptions { accept_loss, leave_out, ..OpenOptions::default() };
            let patience = Patience::default();
            let wanted = Wanted { links_json, new_links, new_office_link };
            serve(Options { listen, data, demo, public_url, journal, names: name, patience }, wanted).await
        }
        Command::New { programme, title, data } => {
            let journal = Journal::open(&data).await?;
            let row = meetings::create(&journal, SystemClock.wall(), &programme, &title).await;
            journal.close().await;
            let known = || {
                let ids: Vec<_> = meeting::programme::ids().collect();
                format!("chưa lập được hội nghị; các chương trình mẫu: {}", ids.join(", "))
            };
            print(&row.with_context(known)?.code);
            Ok(())
        }
        Command::Export { meeting, data } => {
            let json = export::export(&data, &meeting).await?;
            print(&serde_json::to_string_pretty(&json)?);
            Ok(())
        }
        Command::Backup { data, to } => {
            control::backup(&data, &to).await?;
            print(&format!("Đã sao lưu sang {} và đã đọc lại bản sao: còn nguyên.", to.display()));
            print(
                "Khóa của thẻ tham dự không nằm trong bản sao: nếu mở hội nghị từ bản sao, phải in và phát lại thẻ.",
            );
            Ok(())
        }
        Command::Check { data } => check(&data).await,
        Command::Rehearse { phones, links_json, taps } => {
            let report = rehearse::run(&links_json, phones, taps).await?;
            print(&report.to_string());
            Ok(())
        }
    }
}

/// Says what is not as it was written; an error if anything is.
async fn check(data: &Path) -> anyhow::Result<()> {
    if !data.join(FILE).exists() {
        bail!("không có dữ liệu hội nghị trong thư mục {}", data.display());
    }
    let journal = Journal::open_as(data, OpenOptions { inspect: true, ..OpenOptions::default() }).await?;
    let findings = journal.inspect().await;
    let meetings = journal.meetings().await;
    journal.close().await;
    let (findings, meetings) = (findings?, meetings?);
    for row in &meetings {
        let whole = findings.iter().all(|finding| finding.code.as_ref() != Some(&row.code));
        print(&format!("Hội nghị {}: {}", row.code, if whole { "còn nguyên" } else { "CÓ LỖI" }));
    }
    for finding in &findings {
        print(&format!("- {}", finding.fault));
    }
    if findings.is_empty() {
        return Ok(());
    }
    bail!("thư mục dữ liệu có {} chỗ không còn như lúc ghi", findings.len())
}

/// Which links are asked for at this start.
struct Wanted {
    links_json: Option<PathBuf>,
    new_links: bool,
    new_office_link: bool,
}

async fn serve(options: Options, wanted: Wanted) -> anyhow::Result<()> {
    let server = Server::start(&options, Arc::new(SystemClock)).await?;
    for address in &server.addresses {
        print(&format!("Hội trường đang mở tại http://{address}"));
    }
    print_links(&server, wanted).await?;
    print("Nhấn Ctrl+C để đóng; mọi việc đã ghi đều được giữ.");
    stop_asked().await?;
    print("Đang đóng…");
    server.stop().await;
    Ok(())
}

/// Makes and prints the links that are asked for, and the office's when nobody has one: a key that nobody asked for is
/// one that nobody looks after.
async fn print_links(server: &Server, wanted: Wanted) -> anyhow::Result<()> {
    if wanted.links_json.is_some() || wanted.new_links || server.made_demo {
        let newest = server.newest_links().await?;
        if let Some(path) = wanted.links_json {
            write_links(&path, newest.as_ref())?;
        }
        if let Some(newest) = newest {
            print(&newest.for_terminal("Đường dẫn cho từng vị trí (giữ kín, chỉ giao đúng người):"));
        }
    }
    if wanted.new_office_link || !server.meetings.has_office_link() {
        let office = server.meetings.make_office_link().await?;
        print(&format!("Đường dẫn của Văn phòng (giữ kín; chỉ in một lần):\n{}", office.url));
    } else {
        print(
            "Văn phòng vào bằng đường dẫn đã có; nếu đã mất, đóng chương trình rồi mở lại với --new-office-link.",
        );
    }
    Ok(())
}

/// Waits for Ctrl-C or, as service managers stop programs, SIGTERM.
async fn stop_asked() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// What went wrong, for the person at the terminal.
fn complain(text: &str) {
    eprintln!("{text}");
}

/// What the person at the terminal is to read.
#[expect(clippy::print_stdout, reason = "the command line speaks on standard output")]
fn print(text: &str) {
    println!("{text}");
}
