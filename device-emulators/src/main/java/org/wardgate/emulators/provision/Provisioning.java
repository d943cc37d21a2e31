package org.wardgate.emulators.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceConfig.Proof;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.net.Topology;
import org.wardgate.emulators.world.WorldConfig;

/** Makes everything a demo needs, fresh, in the instance's directory. */
public final class Provisioning {
  /** How many devices a demo has if nobody says otherwise. */
  public static final int DEVICES_USUAL_COUNT = Roster.DEVICES_USUAL_COUNT;

  /** The fewest devices a demo has. */
  public static final int DEVICES_MIN_COUNT = Roster.DEVICES_MIN_COUNT;

  private static final int NAME_TTL_SECONDS = 30;

  private final DemoLayout layout;
  private final Plan plan;
  private final Instant now;
  private final Map<String, Maker> makers = new TreeMap<>();

  private Provisioning(DemoLayout layout, Plan plan, Instant now) {
    this.layout = layout;
    this.plan = plan;
    this.now = now;
    maker("norvik", "Norvik Infusion");
    maker("sanara", "Sanara Lifecare");
  }

  /**
   * Makes all files but the gateway's {@code instance.json}.
   *
   * @param devicesCount {@link #DEVICES_MIN_COUNT} to {@link Plan#DEVICES_MAX_COUNT}
   * @return the devices
   */
  public static List<Resident> run(DemoLayout layout, Plan plan, int devicesCount, Clock clock)
      throws IOException {
    return run(layout, plan, devicesCount, false, 0, clock);
  }

  /**
   * Makes all files but the gateway's {@code instance.json}.
   *
   * @param devicesCount {@link #DEVICES_MIN_COUNT} to {@link Plan#DEVICES_MAX_COUNT}, one more with
   *     a clone
   * @param clone whether one of them has a copy of another's identity
   * @param driftAfterSeconds when firmware changes that changes at runtime; 0 for as usual
   * @return the devices
   */
  public static List<Resident> run(
      DemoLayout layout,
      Plan plan,
      int devicesCount,
      boolean clone,
      long driftAfterSeconds,
      Clock clock)
      throws IOException {
    List<Roster.Member> members = Roster.of(devicesCount, plan.enforcing(), clone);
    Provisioning provisioning = new Provisioning(layout, plan, clock.instant());
    for (Path folder :
        List.of(
            layout.root(),
            layout.hospital(),
            layout.references(),
            layout.profiles(),
            layout.vulnerabilities(),
            layout.signers(),
            layout.advisories(),
            layout.web(),
            layout.ward(),
            layout.logs())) {
      Files.createDirectories(folder);
    }
    List<Factory.Made> made = provisioning.devices(members);
    provisioning.hospital(members, made);
    provisioning.world();
    new WardFile(layout, plan, driftAfterSeconds).write(members, provisioning.makers);
    List<Resident> residents = made.stream().map(provisioning::resident).toList();
    JsonFiles.write(layout.roster(), new Resident.All(residents));
    return residents;
  }

  /**
   * Writes the gateway's {@code instance.json}.
   *
   * @param topology says where the gateway runs
   */
  public static void writeInstance(DemoLayout layout, Topology topology) throws IOException {
    if (!Files.isDirectory(layout.root())) {
      Files.createDirectories(
          layout.root(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    JsonFiles.write(
        layout.instance(),
        new InstanceFile(layout, topology.plan())
            .content(topology.gatewayNamespace(), topology.gatewayHolder()));
  }

  /**
   * Takes the namespaces out of the gateway's {@code instance.json} once they are gone: a process
   * id may come to belong to somebody else.
   */
  public static void forgetNamespaces(DemoLayout layout, Plan plan) throws IOException {
    JsonFiles.write(
        layout.instance(),
        new InstanceFile(layout, plan).content(Optional.empty(), Optional.empty()));
  }

  /** Whether devices of a class have no evidence to give. */
  public static boolean cannotAttest(String deviceClass) {
    return Stream.of(Model.values())
        .filter(model -> model.deviceClass().equals(deviceClass))
        .anyMatch(model -> model.proof() == Proof.NO_EVIDENCE);
  }

  private void maker(String id, String name) {
    makers.put(id, new Maker(id, name, now));
  }

  private Maker makerOf(Model model) {
    return java.util.Objects.requireNonNull(makers.get(model.makerId()));
  }

  private List<Factory.Made> devices(List<Roster.Member> members) throws IOException {
    Factory factory = new Factory(layout);
    // a forger's CA says it is the maker's, in every letter
    Authority forger = Authority.root("Norvik Infusion", now);
    List<Factory.Made> made = new ArrayList<>();
    for (Roster.Member member : members) {
      Maker maker = makerOf(member.model());
      boolean forged = member.behaviour() == Behaviour.FORGED_IDENTITY;
      String url = new MudFile(member.model(), maker, plan).url();
      made.add(
          member.behaviour() == Behaviour.CLONED_IDENTITY
              ? factory.copy(member, original(made))
              : factory.make(member, forged ? forger : maker.devices(), url));
    }
    return made;
  }

  private static Factory.Made original(List<Factory.Made> made) {
    return made.stream()
        .filter(device -> device.member().id().equals(Roster.CLONED))
        .findFirst()
        .orElseThrow();
  }

  private void hospital(List<Roster.Member> members, List<Factory.Made> made) throws IOException {
    Authority hospital = Authority.root("Demo Hospital", now);
    Credential signer = hospital.endEntity("Medical engineering", Profile.CMS_SIGNER, i -> i);
    Bytes inventory =
        Bytes.of(JsonFiles.bytes(new InventoryFile(plan).content(now, makers, members)));
    Files.write(layout.inventory(), inventory.toArray());
    Files.write(layout.inventorySignature(), signer.sign(inventory, now).toArray());
    PemFiles.writeChain(layout.inventoryAnchors(), List.of(hospital.certificate()));
    signers(signer);
    SecureElementKeys.write(layout, made, signer, now);
    ReferenceFiles references = new ReferenceFiles(layout);
    for (Model model : Model.values()) {
      if (model.proof() != Proof.NO_EVIDENCE) {
        references.write(model, makerOf(model), made);
      }
    }
    AdvisoryFiles advisories = new AdvisoryFiles(layout, plan, now);
    for (Model model : Model.values()) {
      advisories.write(model, makerOf(model));
    }
  }

  /** With these, files can be signed to try. */
  private void signers(Credential inventory) throws IOException {
    PemFiles.writeChain(
        layout.makerAnchors(),
        makers.values().stream().map(maker -> maker.root().certificate()).toList());
    inventory.write(
        layout.signers().resolve("inventory.pem"), layout.signers().resolve("inventory.key"));
    for (Maker maker : makers.values()) {
      String name = maker.id() + "-references";
      maker
          .referenceSigner()
          .write(layout.signers().resolve(name + ".pem"), layout.signers().resolve(name + ".key"));
    }
  }

  private void world() throws IOException {
    Authority web = Authority.root("Demo Web", now);
    List<SubjectAltName> hosts =
        makers.values().stream().map(maker -> SubjectAltName.dns(maker.mudHost())).toList();
    web.endEntity("Makers' web server", Profile.TLS_SERVER, issue -> issue.withSans(hosts))
        .write(layout.webCertificate(), layout.webKey());
    PemFiles.writeChain(layout.webAnchors(), List.of(web.certificate()));
    for (Model model : Model.values()) {
      mudFile(model);
    }
    Files.writeString(layout.hosts(), hosts());
    JsonFiles.write(
        layout.worldConfig(),
        new WorldConfig(
            plan.maker(),
            layout.web().toString(),
            layout.webCertificate().toString(),
            layout.webKey().toString(),
            plan.telemetry(),
            plan.nurseStation(),
            plan.dns(),
            plan.broker(),
            layout.world().resolve("broker").toString(),
            names()));
  }

  private void mudFile(Model model) throws IOException {
    Maker maker = makerOf(model);
    MudFile file = new MudFile(model, maker, plan);
    Path folder = Files.createDirectories(layout.web().resolve(maker.mudHost()));
    Bytes content = Bytes.of(JsonFiles.bytes(file.content(now)));
    Files.write(folder.resolve(file.fileName()), content.toArray());
    Files.write(
        folder.resolve(file.signatureFileName()), maker.mudSigner().sign(content, now).toArray());
  }

  private String hosts() {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    makers
        .values()
        .forEach(
            maker ->
                hosts
                    .append(plan.maker().address())
                    .append(' ')
                    .append(maker.mudHost())
                    .append('\n'));
    return hosts.toString();
  }

  private List<WorldConfig.Name> names() {
    return makers.values().stream()
        .map(
            maker ->
                new WorldConfig.Name(
                    maker.telemetryName(), plan.telemetry().address(), NAME_TTL_SECONDS))
        .toList();
  }

  private Resident resident(Factory.Made made) {
    Roster.Member member = made.member();
    return new Resident(
        member.id(),
        switch (member.behaviour()) {
          case FORGED_IDENTITY -> stranger(made.idevid().orElseThrow());
          case CLONED_IDENTITY -> Roster.CLONED;
          default -> member.id();
        },
        member.model().deviceClass(),
        member.behaviour(),
        plan.slot(member.index()).address());
  }

  private static String stranger(X509Certificate idevid) {
    return DeviceId.unknown(Certificates.sha256(idevid)).value();
  }
}
