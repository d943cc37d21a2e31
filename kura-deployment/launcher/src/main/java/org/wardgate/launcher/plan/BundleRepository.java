package org.wardgate.launcher.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.feature.MavenId;

/**
 * A folder of jars, flat or laid out as a Maven repository. Nothing is ever fetched from elsewhere.
 *
 * @param folder where the jars lie
 */
public record BundleRepository(Path folder) {

  /**
   * The jar of an id.
   *
   * @throws RefusedException {@link LauncherErrors#BUNDLE_MISSING}
   */
  public Path jar(MavenId id) throws RefusedException {
    return find(id)
        .orElseThrow(() -> new RefusedException(LauncherErrors.BUNDLE_MISSING, id.toString()));
  }

  /** The jar of an id, if it is here. */
  public Optional<Path> find(MavenId id) {
    Path flat = folder.resolve(id.fileName());
    Path nested =
        folder
            .resolve(id.group().replace('.', '/'))
            .resolve(id.artifact())
            .resolve(id.version())
            .resolve(id.fileName());
    return Stream.of(flat, nested).filter(Files::isRegularFile).findFirst();
  }
}
