//! Work on many pages, by all processors.

use std::thread;

/// Fewer items than this are done before another thread has begun.
const FEWEST: usize = 16;

/// What `work` makes of each item, in their order; every thread but this one makes a tool of its own for it.
pub(super) fn map<T: Sync, R: Send, Tool>(
    items: &[T],
    tool: &mut Tool,
    another: impl Fn() -> Tool + Sync,
    work: impl Fn(&mut Tool, &T) -> R + Sync,
) -> Vec<R> {
    let all = |tool: &mut Tool, items: &[T]| items.iter().map(|item| work(tool, item)).collect::<Vec<R>>();
    if items.len() < FEWEST {
        return all(tool, items);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (all, another) = (&all, &another);
    thread::scope(|scope| {
        let mut parts = items.chunks(items.len().div_ceil(threads));
        let own = parts.next().unwrap_or_default();
        let others: Vec<_> = parts.map(|part| scope.spawn(move || all(&mut another(), part))).collect();
        let mut done = all(tool, own);
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn items_stay_in_their_order() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = super::map(&items, &mut (), || (), |(), item| item * 2);
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
