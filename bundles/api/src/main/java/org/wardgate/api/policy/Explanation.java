package org.wardgate.api.policy;

import java.util.Optional;

/**
 * Which rule decides about a packet, and why.
 *
 * @param accepted whether it passes
 * @param rule the first that matches; absent if none does, and what no rule accepts is denied
 * @param origin of the policy: a MUD URL, or {@code therapy-floor}
 * @param words one line for people
 */
public record Explanation(boolean accepted, Optional<FlowRule> rule, String origin, String words) {}
