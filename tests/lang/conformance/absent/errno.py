"""errno: numbers of a Linux kernel, for tests of OSError's attributes."""

EPERM, ENOENT, EBADF, EAGAIN, EACCES, EEXIST, ENOTDIR, EISDIR, EINVAL = 1, 2, 9, 11, 13, 17, 20, 21, 22
