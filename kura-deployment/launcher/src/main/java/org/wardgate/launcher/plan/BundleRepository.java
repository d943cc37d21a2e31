package org.wardgate.launcher.plan;

import java.nio.file.Files;
import java.nio.file.Path;
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
    Path flat = folder.resolve(id.fileName());
    if (Files.isRegularFile(flat)) {
      return flat;
    }
    Path nested =
        folder
            .resolve(id.group().replace('.', '/'))
            .resolve(id.artifact())
            .resolve(id.version())
            .resolve(id.fileName());
    if (Files.isRegularFile(nested)) {
      return nested;
    }
    throw new RefusedException(LauncherErrors.BUNDLE_MISSING, id.toString());
  }
}
