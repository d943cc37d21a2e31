/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.assess;

import org.jspecify.annotations.NullMarked;
