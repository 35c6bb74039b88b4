#define BOOST_TEST_MODULE muster
#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

namespace {

/** Homes that cases make must not be writable by others, whatever the user's own mask is. */
struct FileMask {
    FileMask() { ::umask(S_IWGRP | S_IWOTH); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(FileMask);
