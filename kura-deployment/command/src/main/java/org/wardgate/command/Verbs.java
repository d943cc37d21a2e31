package org.wardgate.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.command.gateway.AdvisoryApply;
import org.wardgate.command.gateway.AdvisoryDecision;
import org.wardgate.command.gateway.AdvisoryList;
import org.wardgate.command.gateway.BreakGlassDraw;
import org.wardgate.command.gateway.BreakGlassOpen;
import org.wardgate.command.gateway.CaAnchors;
import org.wardgate.command.gateway.CaCrl;
import org.wardgate.command.gateway.CaRollover;
import org.wardgate.command.gateway.CaseList;
import org.wardgate.command.gateway.CaseShow;
import org.wardgate.command.gateway.ChangeDecision;
import org.wardgate.command.gateway.ChangeList;
import org.wardgate.command.gateway.ConformityGet;
import org.wardgate.command.gateway.CorimApply;
import org.wardgate.command.gateway.Demo;
import org.wardgate.command.gateway.DeviceCommand;
import org.wardgate.command.gateway.DeviceProposal;
import org.wardgate.command.gateway.DeviceQuestion;
import org.wardgate.command.gateway.DeviceUsage;
import org.wardgate.command.gateway.Devices;
import org.wardgate.command.gateway.Down;
import org.wardgate.command.gateway.Exempt;
import org.wardgate.command.gateway.ExemptionEnd;
import org.wardgate.command.gateway.HandOver;
import org.wardgate.command.gateway.HandoverAccept;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.gateway.IncidentDecision;
import org.wardgate.command.gateway.IncidentList;
import org.wardgate.command.gateway.OperatorAdd;
import org.wardgate.command.gateway.ProfileDryRun;
import org.wardgate.command.gateway.Run;
import org.wardgate.command.gateway.SettingsList;
import org.wardgate.command.gateway.SettingsSet;
import org.wardgate.command.gateway.SettingsShow;
import org.wardgate.command.gateway.Status;
import org.wardgate.command.gateway.TrustShow;
import org.wardgate.command.gateway.TrustWhatIf;
import org.wardgate.command.gateway.Up;
import org.wardgate.command.gateway.UpdateApply;
import org.wardgate.command.gateway.UpdateBack;
import org.wardgate.command.gateway.UpdateDecision;
import org.wardgate.command.gateway.UpdateFetch;
import org.wardgate.command.gateway.UpdateList;
import org.wardgate.command.kura.KuraSnapshot;
import org.wardgate.command.line.Verb;
import org.wardgate.command.offline.CertShow;
import org.wardgate.command.offline.CloudCommandSign;
import org.wardgate.command.offline.ConformityVerify;
import org.wardgate.command.offline.CorimCheck;
import org.wardgate.command.offline.CorimCreate;
import org.wardgate.command.offline.EvidenceVerify;
import org.wardgate.command.offline.ExportCase;
import org.wardgate.command.offline.JournalExport;
import org.wardgate.command.offline.JournalVerify;
import org.wardgate.command.offline.MudCheck;
import org.wardgate.command.offline.MudCompile;
import org.wardgate.command.offline.MudExplain;
import org.wardgate.command.offline.ProfileCheck;
import org.wardgate.command.offline.ReplayCase;
import org.wardgate.command.offline.TrustFuse;
import org.wardgate.command.offline.TrustRequired;
import org.wardgate.launcher.Installation;

/** All commands. */
final class Verbs {

  private Verbs() {}

  static Map<String, Verb> all(Installation installation, Map<String, String> environment) {
    Home home = Home.of(installation, environment);
    Clock clock = Clock.systemUTC();
    Map<String, Verb> verbs = new LinkedHashMap<>();
    verbs.put("demo", new Demo(installation));
    verbs.put("up", new Up(home));
    verbs.put("down", new Down(home));
    verbs.put("status", new Status(home));
    verbs.put("devices", new Devices(home));
    verbs.put("device", new DeviceQuestion(home, false));
    verbs.put("explain", new DeviceQuestion(home, true));
    verbs.put("usage", new DeviceUsage(home));
    verbs.put("proposal", new DeviceProposal(home));
    verbs.put("quarantine", new DeviceCommand(home, "quarantine"));
    verbs.put("release", new DeviceCommand(home, "release"));
    verbs.put("retire", new DeviceCommand(home, "retire"));
    verbs.put("revoke", new DeviceCommand(home, "revoke"));
    verbs.put("handover", new HandOver(home));
    verbs.put("handover accept", new HandoverAccept(home));
    verbs.put("ca rollover", new CaRollover(home));
    verbs.put("ca crl", new CaCrl(home));
    verbs.put("ca anchors", new CaAnchors(home));
    verbs.put("advisory apply", new AdvisoryApply(home));
    verbs.put("advisory list", new AdvisoryList(home));
    verbs.put("advisory approve", new AdvisoryDecision(home, "approve"));
    verbs.put("advisory dismiss", new AdvisoryDecision(home, "dismiss"));
    verbs.put("operator add", new OperatorAdd(home));
    assurance(verbs, home, clock);
    operating(verbs, home, installation.repository());
    verbs.put("journal verify", new JournalVerify());
    verbs.put("journal export", new JournalExport());
    verbs.put("mud check", new MudCheck(clock));
    verbs.put("mud compile", new MudCompile(clock));
    verbs.put("mud explain", new MudExplain(clock));
    verbs.put("evidence verify", new EvidenceVerify(clock));
    verbs.put("trust fuse", new TrustFuse());
    verbs.put("trust required", new TrustRequired());
    verbs.put("cert show", new CertShow());
    verbs.put("cloud command", new CloudCommandSign(clock));
    verbs.put("run", new Run(installation));
    return verbs;
  }

  /** Trust, exemptions, incidents, what appraisals depend on, and conformity. */
  private static void assurance(Map<String, Verb> verbs, Home home, Clock clock) {
    verbs.put("trust", new TrustShow(home));
    verbs.put("trust what-if", new TrustWhatIf(home));
    verbs.put("overrule", Exempt.overrule(home));
    verbs.put("accept", Exempt.accept(home));
    verbs.put("exemption end", new ExemptionEnd(home));
    verbs.put("break-glass", new BreakGlassOpen(home));
    verbs.put("break-glass codes", new BreakGlassDraw(home));
    verbs.put("incident list", new IncidentList(home));
    verbs.put("incident answer", new IncidentDecision(home, "answer"));
    verbs.put("incident dismiss", new IncidentDecision(home, "dismiss"));
    verbs.put("change list", new ChangeList(home));
    verbs.put("change approve", new ChangeDecision(home, "approve"));
    verbs.put("change dismiss", new ChangeDecision(home, "dismiss"));
    verbs.put("case list", new CaseList(home));
    verbs.put("case show", new CaseShow(home));
    verbs.put("case replay", new ReplayCase(home));
    verbs.put("case export", new ExportCase(home));
    verbs.put("profile check", new ProfileCheck());
    verbs.put("profile dry-run", new ProfileDryRun(home));
    verbs.put("corim check", new CorimCheck());
    verbs.put("corim create", new CorimCreate());
    verbs.put("corim apply", new CorimApply(home));
    verbs.put("conformity get", new ConformityGet(home));
    verbs.put("conformity verify", new ConformityVerify(clock));
  }

  /** Settings and updates of the gateway itself. */
  private static void operating(Map<String, Verb> verbs, Home home, Path repository) {
    verbs.put("settings list", new SettingsList(home));
    verbs.put("settings show", new SettingsShow(home));
    verbs.put("settings set", new SettingsSet(home));
    verbs.put("update apply", new UpdateApply(home));
    verbs.put("update fetch", new UpdateFetch(home));
    verbs.put("update list", new UpdateList(home));
    verbs.put("update approve", new UpdateDecision(home, "approve"));
    verbs.put("update dismiss", new UpdateDecision(home, "dismiss"));
    verbs.put("update back", new UpdateBack(home));
    verbs.put("kura snapshot", new KuraSnapshot(repository));
  }
}
