//! Long tests by all processors.

use std::thread;

/// What `work` gives for each of the items, by as many threads as there are processors.
pub(crate) fn flat_map<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> Vec<R> + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| items.iter().enumerate().skip(part).step_by(threads))
            .map(|part| scope.spawn(move || part.flat_map(|(at, item)| work(at, item)).collect::<Vec<R>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("an item made its thread panic")).collect()
    })
}
