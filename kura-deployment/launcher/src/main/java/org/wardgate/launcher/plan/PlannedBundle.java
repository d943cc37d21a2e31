package org.wardgate.launcher.plan;

import java.nio.file.Path;
import org.wardgate.launcher.feature.MavenId;

/**
 * A bundle that shall run.
 *
 * @param id which
 * @param startOrder when
 * @param jar its file
 * @param fingerprint changes when the file changes
 */
public record PlannedBundle(MavenId id, int startOrder, Path jar, String fingerprint) {}
