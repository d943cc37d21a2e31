package org.wardgate.decision.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.UrlSource;

/** Records of the first rules are still read. */
class OldRecordTest {
  private static final String RECORD =
      "{'line':'trusted','rulesVersion':1,'outcomes':["
          + "{'policy':{'id':'0123456789abcdef','origin':'https://m.example/x','fileSha256':'aa',"
          + "'fromDevice':[{'name':'a/b','action':'ACCEPT','family':'IPV4','protocol':'TCP',"
          + "'devicePorts':'0-65535','remotePorts':'443-443',"
          + "'remote':{'kind':'name','value':'c.example'},'initiation':'EITHER'}],'toDevice':[]}},"
          + "{'case':{'device':'pump-1','name':'p','standing':{'state':'ADMITTED',"
          + "'since':'2026-01-01T00:00:00Z','reason':'r'},'location':{'transport':'COAP',"
          + "'address':'10.1.0.10','boundAddress':'10.1.0.10','mac':'02:00:00:00:00:0a'},"
          + "'policy':{'manufacturer':'acme','mudUrl':'https://m.example/x',"
          + "'profile':'0123456789abcdef','target':'0123456789abcdef','protected':false,"
          + "'everAdmitted':true},'trust':{'violations':{'count':0.0,'destinations':0,"
          + "'at':'1970-01-01T00:00:00Z'},'missed':0,'actual':0.75,"
          + "'attestation':{'at':'2026-01-01T00:00:00Z','tier':'AFFIRMING','controls':{'a':true},"
          + "'evidenceSha256':'aa','referenceVersion':'r1'}},'certificateSha256':'ab'}}],'intents':[]}";

  @Test
  void aRecordOfBeforeIsRead() {
    Bytes payload = Bytes.of(RECORD.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    StepJson.Recorded recorded = StepJson.read(payload);
    assertThat(recorded.outcomes()).hasSize(2);
    DeviceCase c = ((Outcome.CaseIs) recorded.outcomes().get(1)).newCase();
    assertThat(c.location().bindings()).hasSize(1);
    assertThat(c.location().bound()).isTrue();
    assertThat(c.policy().named()).isEqualTo(NamedUrl.of("https://m.example/x", UrlSource.IDEVID));
    assertThat(c.policy().everCut()).isFalse();
    assertThat(c.marks()).isEqualTo(AdvisoryMarks.NONE);
    assertThat(c.life().certificate().sha256()).isEqualTo("ab");
    assertThat(c.life().certificate().notAfter()).isEmpty();
    assertThat(c.life().certified()).isTrue();
    assertThat(c.trust().key()).isEmpty();
    assertThat(c.trust().actual()).contains(0.75);
    assertThat(c.trust().watchedSince()).isEmpty();
    assertThat(c.trust().attestation().orElseThrow().vector()).isEmpty();
    assertThat(c.trust().attestation().orElseThrow().observed()).isEqualTo(Observed.NOTHING);
    assertThat(((Outcome.PolicyIs) recorded.outcomes().get(0)).policy().bandwidth()).isEmpty();
  }
}
