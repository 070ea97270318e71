//! Work shared by a few threads: reading and parsing the stories of an answer takes most of its time.

/// More threads than that wait for the disk and for each other.
const MOST_THREADS: usize = 4;

/// Does something to each item; those of one thread stand beside each other, at least so many.
pub(crate) fn each<Item: Send>(
    items: &mut [Item],
    least: usize,
    work: &(dyn Fn(&mut Item) + Sync),
) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores.min(MOST_THREADS)).max(least);
    std::thread::scope(|scope| {
        let mut shares = items.chunks_mut(share);
        let own = shares.next();
        for share in shares {
            scope.spawn(move || share.iter_mut().for_each(work));
        }
        if let Some(own) = own {
            own.iter_mut().for_each(work);
        }
    });
}
