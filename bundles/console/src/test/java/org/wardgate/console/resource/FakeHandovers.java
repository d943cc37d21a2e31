package org.wardgate.console.resource;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.onboarding.OnboardingErrors;

/** A desk that takes every document but an empty one. */
final class FakeHandovers implements HandoverDesk {

  final List<Bytes> documents = new CopyOnWriteArrayList<>();

  @Override
  public DeviceId accept(Bytes document) throws RefusedException {
    if (document.length() == 0) {
      throw new RefusedException(OnboardingErrors.BAD_HANDOVER, "it is empty");
    }
    documents.add(document);
    return new DeviceId("pump-1");
  }
}
