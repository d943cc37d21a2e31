package org.wardgate.attestation.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/** The profile of classes that have none of their own, in the same form as the others. */
public final class BuiltInProfile {
  /** Its id; no file may have it. */
  public static final String ID = "built-in";

  private static final String RESOURCE = "built-in.json";
  private static final ProtectionProfile PROFILE = load();

  private BuiltInProfile() {}

  /** The profile. */
  public static ProtectionProfile get() {
    return PROFILE;
  }

  private static ProtectionProfile load() {
    try (InputStream in = BuiltInProfile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the bundle lacks " + RESOURCE);
      }
      return ProfileReader.read(Bytes.of(in.readNBytes(ProfileReader.FILE_MAX_BYTES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RefusedException e) {
      throw new IllegalStateException("the built-in profile is refused", e);
    }
  }
}
