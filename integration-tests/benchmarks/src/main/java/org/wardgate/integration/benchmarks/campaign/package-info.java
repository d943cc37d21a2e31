/** Evidence and reference values, spoilt in every way, against the gateway's own verifiers. */
@NullMarked
package org.wardgate.integration.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
