package org.wardgate.updater.pack;

import org.osgi.framework.Version;

/**
 * What a package's manifest says about one of its bundles.
 *
 * @param name of the entry
 * @param symbolicName of the bundle
 * @param version of the bundle
 */
record Section(String name, String symbolicName, Version version) {}
