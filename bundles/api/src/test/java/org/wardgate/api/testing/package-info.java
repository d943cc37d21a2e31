/** What the tests of other bundles use too. */
@NullMarked
package org.wardgate.api.testing;

import org.jspecify.annotations.NullMarked;
