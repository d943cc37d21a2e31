/** The set of bundles an instance runs: the distribution's, or one that came as an update. */
@NullMarked
package org.wardgate.launcher.set;

import org.jspecify.annotations.NullMarked;
