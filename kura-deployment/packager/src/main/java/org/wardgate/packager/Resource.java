package org.wardgate.packager;

import java.nio.file.Path;

/**
 * A plain file in a package.
 *
 * @param name its name there
 * @param file where it is now
 */
record Resource(String name, Path file) {}
