package org.wardgate.attestation;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileDesk;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.profile.keep.ProfileKeeper;

/** Where protection profiles are looked at and tried. Thread-safe. */
@Component(name = "org.wardgate.attestation.profile-desk", service = ProfileDesk.class)
public final class ProfileDeskService implements ProfileDesk {
  private final Verifier verifier;
  private final ProfileKeeper keeper;

  /** Tries with the verifier. */
  @Activate
  public ProfileDeskService(@Reference Verifier verifier, @Reference ProfileKeeper keeper) {
    this.verifier = verifier;
    this.keeper = keeper;
  }

  @Override
  public List<String> profiles() {
    return keeper.current().labels();
  }

  @Override
  public List<Trial> dryRun(Bytes profile) throws RefusedException {
    return verifier.trials().dryRun(ProfileReader.read(profile));
  }
}
