package org.wardgate.packager;

import org.wardgate.api.Bytes;

/**
 * A plain file in a package.
 *
 * @param name its name there
 * @param content all of it
 */
record Resource(String name, Bytes content) {}
