//! What is noted is never lost: whatever happens to the program, or to the file.

mod child;
mod damage;
