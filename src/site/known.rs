//! Which releases the tree that is there has as they would be made now, and the making of the others.

use super::entry::{self, Judged, Outcome, Work};
use super::place;
use crate::error::Error;
use rayon::iter::Either;
use rayon::prelude::*;

/// The releases of a build.
pub(super) struct Releases<'a> {
    /// Those that the tree has as they are. Nothing of them is in memory: where there is more to do they are read again.
    pub(super) known: Vec<&'a String>,
    /// What became of the others.
    pub(super) outcomes: Vec<Outcome>,
}

/// Tells the releases that are known, and makes the others.
pub(super) fn tell<'a>(work: &Work<'a>) -> Result<Releases<'a>, Error> {
    let looked_at = work.found.names.par_iter().map(|name| {
        let read = work.read(name);
        let is_known = read.as_ref().is_ok_and(|source| {
            let folder = entry::around(work.site, name);
            work.before.knows(name, work.made, source, &folder)
        });
        if is_known { Either::Left(name) } else { Either::Right(work.judge(name, read)) }
    });
    let (known, judged): (Vec<&String>, Vec<_>) = looked_at.partition_map(|found| found);
    if !work.is_shard {
        refuse_clashes(work, &known, judged.iter().filter_map(|judged| judged.as_deref().ok()))?;
    }
    let outcomes = judged.into_par_iter().map(|judgement| work.publish(judgement));
    Ok(Releases { known, outcomes: outcomes.collect::<Result<_, Error>>()? })
}

/// Two releases at one address are told before the PDFs of all are made.
fn refuse_clashes<'j>(
    work: &Work<'_>,
    known: &[&String],
    judged: impl Iterator<Item = &'j Judged>,
) -> Result<(), Error> {
    let known = known.iter().filter_map(|name| Some((work.before.seen_at(work.site, work.made, name)?, name.as_str())));
    let judged: Vec<_> = judged.map(|judged| (judged.address(work.site.config), judged.name())).collect();
    place::refuse_clashes(known.chain(judged.iter().map(|(address, name)| (address.as_str(), *name))))
}
