package org.wardgate.references;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.corim.CorimReader;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.set.SetBuilder;
import org.wardgate.references.signing.CorimVerifier;
import org.wardgate.references.testing.Maker;

/**
 * Spoils manifests as often as asked: {@code java -cp … CorimCampaign COUNT}. Stops at the first
 * that is accepted with another content, or that breaks anything. Prints count and rate.
 */
public final class CorimCampaign {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");
  private static final Bytes SIGNED = NORVIK.corim("np-200", 3, "NP-200");

  private CorimCampaign() {}

  /** Runs it. */
  public static void main(String[] arguments) throws RefusedException {
    long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    Bytes payload = SignedCorim.read(SIGNED).payload();
    AtomicLong read = new AtomicLong();
    AtomicLong verified = new AtomicLong();
    long start = System.nanoTime();
    LongStream.range(0, count)
        .forEach(
            seed -> {
              read(Mutations.mutate(payload, seed), read);
              verify(Mutations.mutate(SIGNED, seed), payload, verified);
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d manifests spoilt in %.0f s, %.0f a second: %d unsigned still read, %d signed still"
            + " verified, all of these with the signed content%n",
        2 * count, seconds, 2 * count / seconds, read.get(), verified.get());
  }

  private static void read(Bytes spoilt, AtomicLong read) {
    try {
      new SetBuilder(CorimReader.read(spoilt)).build("norvik");
      read.incrementAndGet();
    } catch (RefusedException e) {
      requireCode(e);
    }
  }

  private static void verify(Bytes spoilt, Bytes payload, AtomicLong verified) {
    try {
      CorimVerifier.verify(spoilt, Maker.inventory(1, NORVIK.manufacturer()), TestPki.NOW);
      if (!SignedCorim.read(spoilt).payload().equals(payload)) {
        throw new IllegalStateException("accepted: " + spoilt.hex());
      }
      verified.incrementAndGet();
    } catch (RefusedException e) {
      requireCode(e);
    }
  }

  private static void requireCode(RefusedException e) {
    if (!e.problem().code().startsWith("WG-REF-")) {
      throw new IllegalStateException(e);
    }
  }
}
