package dev.plumb.environment.embedded;

import java.util.Arrays;

/** What a server's last words mean for a person. */
enum StartProblem {
    DISK_FULL("No space left on device", "free some space on the disk and run the command again"),
    NO_SPACE("Check free disk space", DISK_FULL.remedy),
    READ_ONLY("Read-only file system", "move the project to where it can be written"),
    NO_USER_NAMESPACE(
            "unshare failed",
            "PostgreSQL refuses to run as root and this system allows no user namespaces:"
                    + " run Plumb as an ordinary user, or use 'database: postgresql://…'"),
    ROOT("cannot be run as root", "run Plumb as an ordinary user"),
    ROOT_SERVER("execution of the PostgreSQL server is not permitted", "run Plumb as an ordinary user"),
    PERMISSION("Permission denied", "make the folder belong to the user who runs Plumb"),
    WRONG_OWNER("has wrong ownership", "make the folder belong to the user who runs Plumb"),
    SHARED_MEMORY("could not create shared memory segment", "give the machine or container more shared memory"),
    STILL_IN_USE(
            "pre-existing shared memory block",
            "a server is still at work in this directory: wait until its processes have ended"),
    DAMAGED("could not locate a valid checkpoint record", "the data are damaged: restore them from a backup"),
    UNKNOWN("", "correct what it says and run the command again");

    private final String words;
    private final String remedy;

    StartProblem(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    static String remedy(String log) {
        return Arrays.stream(values())
                .filter(problem -> log.contains(problem.words))
                .findFirst()
                .orElse(UNKNOWN)
                .remedy;
    }
}
