/** SBOMs of device firmware against signed statements about vulnerabilities. */
@NullMarked
package org.wardgate.vulnerabilities;

import org.jspecify.annotations.NullMarked;
