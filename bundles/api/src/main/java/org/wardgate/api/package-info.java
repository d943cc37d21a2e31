/**
 * The words every part of Wardgate shares: device ids, byte strings, events and intents. Data flows
 * one way: stages submit {@link org.wardgate.api.Event}s, {@code decision} turns them into {@link
 * org.wardgate.api.Intent}s, stages carry those out.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
