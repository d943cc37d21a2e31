package org.wardgate.api.mud;

import java.util.Optional;
import org.wardgate.api.policy.PolicySet;

/**
 * What a MUD file becomes.
 *
 * @param policy what the device may do once admitted
 * @param bootstrapping what it may do between proving who made it and being admitted; absent means
 *     nothing
 * @param facts everything else
 */
public record CompiledMudFile(
    PolicySet policy, Optional<PolicySet> bootstrapping, MudFacts facts) {}
