#pragma once

// Loaded before the C library of a program under test (LD_PRELOAD), it keeps beside a folder what a power cut
// would take back: of every write, cut and name that was not made durable, what stood there before.
//
// FORGETFUL_ROOT     the folder, an absolute path
// FORGETFUL_JOURNAL  where to keep it: a folder on the same disk, outside of the root
//
// ForgetfulDisk.swift in Tests/EndToEndTests reads it.
//
// A file's journal `d-INODE` is a run of records: offset, count, former size (8 bytes each, of this machine),
// then count former bytes. It is emptied by the file's fsync or fdatasync. A name's journal `n-TIME-…` has a line
// each for what was done (create, mkdir, rename, unlink), the path, the former path, and a link that keeps what
// stood there. The fsync of a path's folder removes it.

int forgetful_disk_is_loaded(void);
