/**
 * Tests of the journal. {@link org.wardgate.journal.KillCampaign}, {@link
 * org.wardgate.journal.AppendBenchmark} and {@link org.wardgate.journal.DaySizeBenchmark} have main
 * methods of their own.
 */
@NullMarked
package org.wardgate.journal;

import org.jspecify.annotations.NullMarked;
