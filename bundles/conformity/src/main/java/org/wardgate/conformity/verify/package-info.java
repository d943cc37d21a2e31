/** What a third party does with a conformity certificate. */
@NullMarked
package org.wardgate.conformity.verify;

import org.jspecify.annotations.NullMarked;
