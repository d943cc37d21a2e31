/** What statements come to for the firmware an SBOM describes. Pure. */
@NullMarked
package org.wardgate.vulnerabilities.assess;

import org.jspecify.annotations.NullMarked;
