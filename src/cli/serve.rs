//! `chancery serve`: a site in the browser while it is worked on.

use super::Exit;
use super::arguments::TalkFlags;
use super::plan::SiteFlags;
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use super::watch::{Round, Work};
use crate::serve::{self, Preview, State};
use chancery::Error;
use clap::Args;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Shows a site in the browser, and shows each change of it
///
/// Builds the site, serves it to this machine alone, and watches releases, pictures, theme, style sheets and
/// chancery.toml: a moment after one of them was saved, the page in the browser shows it. Errors and warnings stand over
/// the page, with file, line and what to do. While there is an error the last good site stays. Ctrl-C ends it.
///
/// The site is built into a folder of its own, `.chancery-preview` in DIR, and what is published in `public` stays as it is.
/// What is under embargo is not shown; --now shows the site as it will be.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The port; 8031 without it, or the next that is free
    #[arg(long, value_name = "PORT", help_heading = "Serving")]
    port: Option<u16>,
    /// Look for changes again and again, where the system does not tell of them, as in folders of other machines
    #[arg(long, help_heading = "Serving")]
    poll: bool,
    /// The folder of the preview, made if absent; `.chancery-preview` in DIR without it
    #[arg(long, short, value_name = "DIR", help_heading = "Serving")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteFlags,
}

const EXAMPLES: &str = "\
Examples:
  Begin a site and look at it:
    chancery init press && chancery serve press

  As it will be when an embargo has ended:
    chancery serve --now 2031-03-03T09:00:00Z

Exit status:
  2  could not run: the folder is not there, the port is taken, or the command is wrong";

/// The port, where nobody asks for another.
const PORT: u16 = 8031;

/// Where previews lie.
const FOLDER: &str = ".chancery-preview";

pub(crate) fn run(serve: &Serve, talk: &TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    if !serve.site.folder.is_dir() {
        return Err(Stop::NoFolder { folder: serve.site.folder.clone() });
    }
    let listener = serve::listen(serve.port, PORT)
        .map_err(|source| Stop::Listen { address: format!("127.0.0.1:{}", serve.port.unwrap_or(PORT)), source })?;
    let address = listener.local_addr().map_err(|source| Stop::Listen { address: "127.0.0.1".to_owned(), source })?;
    let output = match &serve.output {
        Some(output) => output.clone(),
        None => preview_folder(&serve.site.folder)?,
    };
    let mut teller = Teller::new();
    let preview = Arc::new(Preview::new(output.clone(), teller.state(Round::default())));
    let work = Work { site: &serve.site, output: Some(&output), is_preview: true, talk, is_polled: serve.poll };
    let mut is_first = true;
    work.go_on(voice, |round| {
        preview.show(teller.state(round));
        if std::mem::take(&mut is_first) {
            let answering = answer(&listener, &preview);
            answering.map_err(|source| Stop::Listen { address: address.to_string(), source })?;
            stdout::write(format!("http://{address}/ (Ctrl-C ends it)\n").as_bytes())?;
        }
        Ok(())
    })
}

/// Answers requests from now on, beside what goes on.
fn answer(listener: &TcpListener, preview: &Arc<Preview>) -> io::Result<()> {
    let (listener, preview) = (listener.try_clone()?, Arc::clone(preview));
    thread::Builder::new().name("serve".to_owned()).spawn(move || serve::run(&listener, &preview)).map(drop)
}

/// The folder of the preview, made if absent. Git passes over it.
fn preview_folder(folder: &Path) -> Result<PathBuf, Stop> {
    let around = folder.join(FOLDER);
    let ignored = around.join(".gitignore");
    fs::create_dir_all(&around).map_err(|source| Error::Write { path: around.clone(), source })?;
    if !ignored.exists() {
        fs::write(&ignored, "*\n").map_err(|source| Error::Write { path: ignored.clone(), source })?;
    }
    Ok(around.join("site"))
}

/// Tells pages what became of each build.
struct Teller {
    /// Counts the changes of the site.
    changes: u64,
    base: String,
}

impl Teller {
    fn new() -> Self {
        Teller { changes: 0, base: "/".to_owned() }
    }

    fn state(&mut self, round: Round) -> State {
        self.changes += u64::from(round.has_changed);
        self.base = round.base.unwrap_or_else(|| self.base.clone());
        State {
            // That of another run is another one.
            version: format!("{}-{}", std::process::id(), self.changes),
            base: self.base.clone(),
            is_old: !round.is_current,
            findings: round.findings,
        }
    }
}
