package org.wardgate.decision.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.TrustView.Exemption.Kind;

/**
 * What people allowed a device for a time. Durable. What is listed is in force: the tick takes away
 * what is over, by time that no clock on the wall can turn, and nothing else judges it by a clock.
 *
 * @param all at most one of each kind, by kind
 */
public record Exemptions(List<Exemption> all) {
  /** Nothing is allowed. */
  public static final Exemptions NONE = new Exemptions(List.of());

  /** Copies the list. */
  public Exemptions {
    all = all.stream().sorted(Comparator.comparing(Exemption::kind)).toList();
  }

  /** One of a kind, if it is in force. */
  public Optional<Exemption> of(Kind kind) {
    return all.stream().filter(e -> e.kind() == kind).findFirst();
  }

  /** Whether somebody accepts a device that cannot attest. */
  public boolean accepted() {
    return of(Kind.ACCEPTANCE).isPresent();
  }

  /** Whether the glass is broken for it. */
  public boolean glassBroken() {
    return of(Kind.BREAK_GLASS).isPresent();
  }

  /** What lets it have its declared traffic although it is not trusted; break-glass goes first. */
  public Optional<Exemption> grant() {
    return of(Kind.BREAK_GLASS).or(() -> of(Kind.OVERRIDE));
  }

  /** One more, or another one of its kind. */
  public Exemptions with(Exemption newer) {
    List<Exemption> more = new ArrayList<>(without(newer.kind()).all());
    more.add(newer);
    return new Exemptions(more);
  }

  /** Without one. */
  public Exemptions without(Kind kind) {
    return new Exemptions(all.stream().filter(e -> e.kind() != kind).toList());
  }

  /** Without what lets it have traffic although it is not trusted. */
  public Exemptions withoutGrants() {
    return without(Kind.BREAK_GLASS).without(Kind.OVERRIDE);
  }

  /** The one that counts most, as people see it. */
  public Optional<TrustView.Exemption> shown() {
    return grant().or(() -> of(Kind.ACCEPTANCE)).map(Exemption::view);
  }
}
