/** What attestation and trust cost: appraisals, fusion, from evidence to a quarantine. */
@NullMarked
package org.wardgate.integration.benchmarks.trust;

import org.jspecify.annotations.NullMarked;
