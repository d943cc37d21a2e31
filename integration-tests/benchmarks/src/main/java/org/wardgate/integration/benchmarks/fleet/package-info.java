/** What a fleet of devices costs the gateway's onboarding: handshakes, enrolments, sessions. */
@NullMarked
package org.wardgate.integration.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
