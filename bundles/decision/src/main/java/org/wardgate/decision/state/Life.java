package org.wardgate.decision.state;

import java.util.Optional;

/**
 * The life of a device's certificate, and its ways in and out. Durable.
 *
 * @param certificate the newest one
 * @param revocation present from the decision to take its certificates back until it has a newer
 *     one
 * @param idevid the manufacturer's certificate it showed last
 * @param serialNumber of the device, as the inventory said when it joined; empty if not known
 * @param configurationSha256 hexadecimal digest of the configuration it took, empty if none
 * @param twin its identity was seen twice, and no operator released it since
 * @param handover it goes, or went, to another gateway
 * @param erasure how far its data are erased
 */
public record Life(
    CertificateFacts certificate,
    Optional<Revocation> revocation,
    IdevidFacts idevid,
    String serialNumber,
    String configurationSha256,
    Optional<Twin> twin,
    Optional<Handover> handover,
    Erasure erasure) {
  /** Nothing happened yet. */
  public static final Life NONE =
      new Life(
          CertificateFacts.NONE,
          Optional.empty(),
          IdevidFacts.NONE,
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          Erasure.NONE);

  /** Whether it has a certificate that this ward did not take back. */
  public boolean certified() {
    return certificate.present() && revocation.isEmpty();
  }

  /** Whether the ward CA has still to confirm a revocation. */
  public boolean revoking() {
    return revocation.map(Revocation::open).orElse(false);
  }

  /** With a newer certificate; what was taken back before is over. */
  public Life with(CertificateFacts newer) {
    return new Life(
        newer,
        Optional.empty(),
        idevid,
        serialNumber,
        configurationSha256,
        twin,
        handover,
        erasure);
  }

  /** Its certificates are taken back. */
  public Life with(Revocation newRevocation) {
    return new Life(
        certificate,
        Optional.of(newRevocation),
        idevid,
        serialNumber,
        configurationSha256,
        twin,
        handover,
        erasure);
  }

  /** An operator ordered that its certificates are taken back, or released it since. */
  public Life revokedByOperator(boolean ordered) {
    return revocation.map(r -> with(r.byOperator(ordered))).orElse(this);
  }

  /** It is the device with this serial number. */
  public Life ofSerial(String serial) {
    return new Life(
        certificate, revocation, idevid, serial, configurationSha256, twin, handover, erasure);
  }

  /** It showed a manufacturer's certificate. */
  public Life showing(IdevidFacts shown) {
    return new Life(
        certificate, revocation, shown, serialNumber, configurationSha256, twin, handover, erasure);
  }

  /** It took a configuration. */
  public Life configured(String sha256) {
    return new Life(certificate, revocation, idevid, serialNumber, sha256, twin, handover, erasure);
  }

  /** It begins again, or another one has its place: what it once took does not count. */
  public Life unconfigured() {
    return configured("");
  }

  /** Seen twice, or released by an operator. */
  public Life seenTwice(Optional<Twin> newTwin) {
    return new Life(
        certificate,
        revocation,
        idevid,
        serialNumber,
        configurationSha256,
        newTwin,
        handover,
        erasure);
  }

  /** On its way to another gateway, or back. */
  public Life handedOver(Optional<Handover> newHandover) {
    return new Life(
        certificate,
        revocation,
        idevid,
        serialNumber,
        configurationSha256,
        twin,
        newHandover,
        erasure);
  }

  /** Nothing is left but how far the erasure is. */
  public static Life erased(Erasure progress) {
    return new Life(
        CertificateFacts.NONE,
        Optional.empty(),
        IdevidFacts.NONE,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        progress);
  }
}
