package org.wardgate.platform.kura;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DerivedIdProperties {
  @Property
  void whateverAMachineSaysBecomesAnIdOrNothing(@ForAll String said) {
    assertThat(DerivedId.clean(said)).matches("[a-z0-9-]{0,64}").doesNotStartWith("-");
  }

  @Property
  void cleaningTwiceChangesNothing(@ForAll String said) {
    String once = DerivedId.clean(said);
    assertThat(DerivedId.clean(once).length()).isLessThanOrEqualTo(once.length());
  }
}
